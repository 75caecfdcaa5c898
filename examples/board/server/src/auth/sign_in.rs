//! Sign-in by e-mail address and password.

use isotype::auth::Verification;
use isotype::{Sensitive, prelude::*};
use serde::Deserialize;

use super::{TokenResponse, User};
use crate::{App, internal_error::InternalError};

/// Credentials of an account.
#[derive(Deserialize, Type)]
pub(super) struct SignIn {
    /// E-mail address of the account.
    email: String,
    /// Password of the account.
    password: Sensitive<String>,
}

/// Error of `auth.signIn` and `auth.createSession`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum SignInError {
    /// Unknown e-mail address or wrong password. The error does not distinguish them, so that it reveals no accounts.
    #[error("wrong e-mail address or password")]
    #[code(Unauthorized)]
    WrongCredentials,
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Signs in and issues tokens.
#[procedure]
pub(super) async fn sign_in(ctx: Ctx<App>, sign_in: SignIn) -> Result<TokenResponse, SignInError> {
    let user = verify_credentials(&ctx, sign_in).await?;
    Ok(TokenResponse::issue(&ctx, user).await?)
}

/// Returns the user with these credentials.
///
/// Replaces a password hash with outdated parameters, because the password is available only now.
pub(super) async fn verify_credentials(ctx: &Ctx<App>, sign_in: SignIn) -> Result<User, SignInError> {
    let App { users, passwords, .. } = ctx.state();
    let found = users.by_email(&sign_in.email).await.map_err(InternalError::from)?;
    let (user, hash) = found.unzip();
    let verification =
        passwords.verify(sign_in.password.into_exposed(), hash.as_deref()).await.map_err(InternalError::from)?;
    let user = user.filter(|_| verification.is_valid()).ok_or(SignInError::WrongCredentials)?;
    if let Verification::NeedsRehash(hash) = verification {
        users.set_password_hash(&user.id, hash).await.map_err(InternalError::from)?;
    }
    Ok(user)
}
