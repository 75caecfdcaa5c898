//! A session for an account.

use isotype::auth::Verification;
use isotype::{Sensitive, prelude::*};
use serde::Deserialize;

use super::{TokenResponse, User};
use crate::{App, failure::InternalError};

/// Who signs in.
#[derive(Deserialize, Type)]
pub(super) struct SignIn {
    email: String,
    password: Sensitive<String>,
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
    Internal(#[from] InternalError),
}

/// Signs in.
#[procedure]
pub(super) async fn sign_in(ctx: Ctx<App>, sign_in: SignIn) -> Result<TokenResponse, SignInError> {
    let user = verify_credentials(&ctx, sign_in).await?;
    Ok(TokenResponse::issue(&ctx, user).await?)
}

/// Whose address and password these are. A hash by old parameters is made anew: this is the one moment at which the password is known.
pub(super) async fn verify_credentials(ctx: &Ctx<App>, sign_in: SignIn) -> Result<User, SignInError> {
    let App { users, passwords, .. } = ctx.state();
    let found = users.by_email(&sign_in.email).await.map_err(InternalError::from)?;
    let (user, hash) = found.unzip();
    let checked =
        passwords.verify(sign_in.password.into_exposed(), hash.as_deref()).await.map_err(InternalError::from)?;
    let user = user.filter(|_| checked.is_valid()).ok_or(SignInError::WrongCredentials)?;
    if let Verification::NeedsRehash(hash) = checked {
        users.set_password_hash(&user.id, hash).await.map_err(InternalError::from)?;
    }
    Ok(user)
}
