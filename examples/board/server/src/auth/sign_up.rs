//! A new account.

use garde::Validate;
use isotype::sql::{DbError, UniqueViolationExt};
use isotype::{Sensitive, prelude::*};
use serde::Deserialize;

use super::{TokenResponse, users::NewUser};
use crate::{App, failure::InternalError};

/// A new account.
#[derive(Deserialize, Type, Validate, Constraints)]
pub(super) struct SignUp {
    /// The address to sign in with.
    #[garde(email, length(max = 254))]
    #[normalize(trim, lowercase)]
    email: String,
    /// At least eight characters.
    #[garde(length(chars, min = 8, max = 200))]
    #[message(length = "a password has 8 to 200 characters")]
    password: Sensitive<String>,
    /// What others see.
    #[garde(length(chars, min = 1, max = 80))]
    #[normalize(trim)]
    name: String,
}

/// Why there is no new account.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum SignUpError {
    /// The address has an account.
    #[error("there is an account with this e-mail address already")]
    #[code(Conflict)]
    EmailTaken,
    /// The database refused or is gone.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Makes an account and signs in to it.
#[procedure]
pub(super) async fn sign_up(ctx: Ctx<App>, Valid(new): Valid<SignUp>) -> Result<TokenResponse, SignUpError> {
    let App { users, passwords, .. } = ctx.state();
    let password_hash = passwords.hash(new.password.into_exposed()).await.map_err(InternalError::from)?;
    let user = NewUser { email: new.email, name: new.name, password_hash };
    let user = users.insert(user).await.map_unique_violation(|| SignUpError::EmailTaken)?;
    Ok(TokenResponse::issue(&ctx, user).await?)
}
