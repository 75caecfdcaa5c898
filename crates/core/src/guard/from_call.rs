//! Proofs: what must hold before a procedure runs.

use std::{convert::Infallible, future::Future, time::Duration};

use futures_core::future::BoxFuture;
use isotype_contract::{GuardInfo, SecurityScheme};

use crate::{CallError, Ctx, EitherError, ProcedureError};

/// Something that can be proved of a call, such as who makes it.
///
/// A procedure requires it by naming it: `Ctx<App, User>`. What it refuses with joins the procedure's errors.
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
///     const SCHEME: Option<SecurityScheme> = Some(SecurityScheme::Bearer);
///     async fn from_call(ctx: &Ctx<S>) -> Result<Token, Unauthorized> {
///         Ok(Token(ctx.bearer()?.to_owned())) // refuses a call without a token
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be proved of a call to an application with state `{S}`",
    label = "not a proof for `{S}`",
    note = "implement `FromCall<{S}>` for `{Self}`: `async fn from_call(ctx: &Ctx<{S}>) -> Result<Self, Self::Error>`"
)]
pub trait FromCall<S>: Sized + Send + Sync + 'static {
    /// What it refuses with.
    type Error: ProcedureError;

    /// By what a caller shows it, for those who write to the API by hand: OpenAPI tells them.
    const SECURITY_SCHEME: Option<SecurityScheme> = None;

    /// For how long a stream may rely on it. It is proved again before the first event that comes later than that; where it does not hold
    /// any more, the event is kept back and the refusal ends the stream. `None`: for as long as the stream lasts. Default: a minute.
    const REVALIDATE_AFTER: Option<Duration> = Some(Duration::from_secs(60));

    /// Proves it, or refuses the call.
    ///
    /// # Errors
    ///
    /// When it does not hold.
    fn from_call(ctx: &Ctx<S>) -> impl Future<Output = Result<Self, Self::Error>> + Send;

    /// Says what is proved, for the contract: by default the name of the type.
    fn describe(proofs: &mut Vec<GuardInfo>) {
        let name = short_type_name(std::any::type_name::<Self>()).to_owned();
        proofs.push(GuardInfo { name, scheme: Self::SECURITY_SCHEME });
    }
}

/// Asks for a proof and keeps nothing of it.
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

    fn describe(proofs: &mut Vec<GuardInfo>) {
        A::describe(proofs);
        B::describe(proofs);
    }
}

const fn shorter_interval(one: Option<Duration>, other: Option<Duration>) -> Option<Duration> {
    match (one, other) {
        (Some(first), Some(second)) if first.as_nanos() > second.as_nanos() => other,
        (Some(_), _) => one,
        (None, _) => other,
    }
}

/// The last part of a path in Rust, without arguments.
pub(crate) fn short_type_name(path: &str) -> &str {
    let path = path.split_once('<').map_or(path, |(path, _)| path);
    path.rsplit("::").next().unwrap_or(path)
}
