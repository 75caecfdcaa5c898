//! A session for an account.

use isotype::{Sensitive, prelude::*};
use isotype_auth::Checked;
use serde::Deserialize;

use super::{Session, User};
use crate::{App, failure::Failure};

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
    Failed(#[from] Failure),
}

/// Signs in.
#[procedure]
pub(super) async fn sign_in(ctx: Ctx<App>, sign_in: SignIn) -> Result<Session, SignInError> {
    let user = check(&ctx, sign_in).await?;
    Ok(Session::begin(&ctx, user).await?)
}

/// Whose address and password these are. A hash by old parameters is made anew: this is the one moment at which the password is known.
pub(super) async fn check(ctx: &Ctx<App>, sign_in: SignIn) -> Result<User, SignInError> {
    let App { users, passwords, .. } = ctx.state();
    let found = users.by_email(&sign_in.email).await.map_err(Failure::from)?;
    let (user, hash) = found.unzip();
    let checked = passwords.check(sign_in.password.into_exposed(), hash.as_deref()).await.map_err(Failure::from)?;
    let user = user.filter(|_| checked.is_right()).ok_or(SignInError::WrongCredentials)?;
    if let Checked::Outdated(hash) = checked {
        users.set_password(&user.id, hash).await.map_err(Failure::from)?;
    }
    Ok(user)
}
