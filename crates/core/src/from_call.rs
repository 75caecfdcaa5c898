//! Proofs: what must hold before a procedure runs.

use std::{convert::Infallible, future::Future};

use crate::{Ctx, Either, ProcedureError};

/// Something that can be proved of a call, such as who makes it.
///
/// A procedure requires it by naming it: `Ctx<App, User>`. What it refuses with joins the procedure's errors.
///
/// # Example
///
/// ```
/// use isotype_core::{Ctx, FromCall, Unauthorized};
///
/// struct Token(String);
///
/// impl<S: Send + Sync> FromCall<S> for Token {
///     type Error = Unauthorized;
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

    /// Proves it, or refuses the call.
    ///
    /// # Errors
    ///
    /// When it does not hold.
    fn from_call(ctx: &Ctx<S>) -> impl Future<Output = Result<Self, Self::Error>> + Send;

    /// Names what is proved, for the contract: by default the name of the type.
    fn describe(proofs: &mut Vec<String>) {
        let path = std::any::type_name::<Self>();
        let path = path.split_once('<').map_or(path, |(path, _)| path);
        proofs.push(path.rsplit("::").next().unwrap_or(path).to_owned());
    }
}

impl<S: Send + Sync> FromCall<S> for () {
    type Error = Infallible;

    async fn from_call(_: &Ctx<S>) -> Result<(), Infallible> {
        Ok(())
    }

    fn describe(_: &mut Vec<String>) {}
}

impl<S: Send + Sync, A: FromCall<S>, B: FromCall<S>> FromCall<S> for (A, B) {
    type Error = Either<A::Error, B::Error>;

    async fn from_call(ctx: &Ctx<S>) -> Result<(A, B), Self::Error> {
        let first = A::from_call(ctx).await.map_err(Either::First)?;
        let second = B::from_call(ctx).await.map_err(Either::Second)?;
        Ok((first, second))
    }

    fn describe(proofs: &mut Vec<String>) {
        A::describe(proofs);
        B::describe(proofs);
    }
}
