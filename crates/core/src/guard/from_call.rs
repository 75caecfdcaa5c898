//! Extraction of guards from calls.

use std::{convert::Infallible, future::Future, time::Duration};

use futures_core::future::BoxFuture;
use isotype_contract::{GuardInfo, SecurityScheme};

use crate::{CallError, Ctx, EitherError, ProcedureError};

/// Guard: an extractor that authenticates or authorizes the call.
///
/// A procedure requires a guard by naming it in its context type: `Ctx<App, User>`. The guard's errors become errors of
/// the procedure.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, FromCall, SecurityScheme, Unauthorized};
///
/// struct Token(String);
///
/// impl<S: Send + Sync> FromCall<S> for Token {
///     type Error = Unauthorized;
///     const SECURITY_SCHEME: Option<SecurityScheme> = Some(SecurityScheme::Bearer);
///
///     async fn from_call(ctx: &Ctx<S>) -> Result<Token, Unauthorized> {
///         Ok(Token(ctx.bearer()?.to_owned())) // rejects a call without a token
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a guard for an application with state `{S}`",
    label = "not a guard for `{S}`",
    note = "implement `FromCall<{S}>` for `{Self}`: `async fn from_call(ctx: &Ctx<{S}>) -> Result<Self, Self::Error>`"
)]
pub trait FromCall<S>: Sized + Send + Sync + 'static {
    /// Error returned if the call is rejected.
    type Error: ProcedureError;

    /// Security scheme declared in the OpenAPI document.
    const SECURITY_SCHEME: Option<SecurityScheme> = None;

    /// Interval after which the guard is re-evaluated while a stream stays open. Default: one minute. If `None`, the
    /// guard is never re-evaluated.
    ///
    /// The guard runs before the first event after the interval. If it rejects the call, the event is dropped and the
    /// error ends the stream.
    const REVALIDATE_AFTER: Option<Duration> = Some(Duration::from_secs(60));

    /// Extracts the guard from the call.
    ///
    /// # Errors
    ///
    /// Returns [`Self::Error`] if the call is rejected.
    fn from_call(ctx: &Ctx<S>) -> impl Future<Output = Result<Self, Self::Error>> + Send;

    /// Describes the guard for the contract. Default: the name of the type, and its security scheme.
    fn describe(guards: &mut Vec<GuardInfo>) {
        let name = short_type_name(std::any::type_name::<Self>()).to_owned();
        guards.push(GuardInfo { name, scheme: Self::SECURITY_SCHEME });
    }
}

/// Function that runs a guard and discards its value.
pub(crate) type Authorize<S> = for<'a> fn(&'a Ctx<S>) -> BoxFuture<'a, Result<(), CallError>>;

pub(crate) fn authorize<S: Send + Sync, P: FromCall<S>>(ctx: &Ctx<S>) -> BoxFuture<'_, Result<(), CallError>> {
    Box::pin(async move { P::from_call(ctx).await.map(drop).map_err(ProcedureError::into_call_error) })
}

impl<S: Send + Sync> FromCall<S> for () {
    type Error = Infallible;
    const REVALIDATE_AFTER: Option<Duration> = None;

    async fn from_call(_: &Ctx<S>) -> Result<(), Infallible> {
        Ok(())
    }

    fn describe(_: &mut Vec<GuardInfo>) {}
}

impl<S: Send + Sync, A: FromCall<S>, B: FromCall<S>> FromCall<S> for (A, B) {
    type Error = EitherError<A::Error, B::Error>;
    const REVALIDATE_AFTER: Option<Duration> = shorter_interval(A::REVALIDATE_AFTER, B::REVALIDATE_AFTER);

    async fn from_call(ctx: &Ctx<S>) -> Result<(A, B), Self::Error> {
        let first = A::from_call(ctx).await.map_err(EitherError::First)?;
        let second = B::from_call(ctx).await.map_err(EitherError::Second)?;
        Ok((first, second))
    }

    fn describe(guards: &mut Vec<GuardInfo>) {
        A::describe(guards);
        B::describe(guards);
    }
}

const fn shorter_interval(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(first), Some(second)) if first.as_nanos() > second.as_nanos() => other,
        (Some(_), _) => one,
        (None, _) => other,
    }
}

/// Returns the last segment of a type's path, without generic arguments.
pub(crate) fn short_type_name(path: &str) -> &str {
    let path = path.split_once('<').map_or(path, |(path, _)| path);
    path.rsplit("::").next().unwrap_or(path)
}
