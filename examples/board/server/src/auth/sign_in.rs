//! A session for an account.

use isotype::prelude::*;
use serde::Deserialize;

use super::Session;
use crate::{App, failure::Failure};

/// Who signs in.
#[derive(Deserialize, Type)]
pub(super) struct SignIn {
    email: String,
    password: String,
}

/// Why there is no session.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum SignInError {
    /// No account has this address and this password; which of both is wrong is nobody's business.
    #[error("the e-mail address or the password is wrong")]
    #[code(Unauthorized)]
    WrongCredentials,
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Failed(#[from] Failure),
}

/// Signs in.
#[procedure]
pub(super) async fn sign_in(ctx: Ctx<App>, sign_in: SignIn) -> Result<Session, SignInError> {
    let App { users, hashing, .. } = ctx.state();
    let found = users.by_email(&sign_in.email).await.map_err(Failure::from)?;
    let (user, hash) = found.unzip();
    let right = hashing.verify(sign_in.password, hash).await.map_err(Failure::from)?;
    let user = user.filter(|_| right).ok_or(SignInError::WrongCredentials)?;
    Ok(Session::begin(&ctx, user).await?)
}
