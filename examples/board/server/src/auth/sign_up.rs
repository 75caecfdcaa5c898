//! Sign-up.

use garde::Validate;
use isotype::sql::{DbError, UniqueViolationExt};
use isotype::{Sensitive, prelude::*};
use serde::Deserialize;

use super::{TokenResponse, users::NewUser};
use crate::{App, internal_error::InternalError};

/// Details of a new account.
#[derive(Deserialize, Type, Validate, Constraints)]
pub(super) struct SignUp {
    /// E-mail address to sign in with.
    #[garde(email, length(max = 254))]
    #[normalize(trim, lowercase)]
    email: String,
    /// Password of 8 to 200 characters.
    #[garde(length(chars, min = 8, max = 200))]
    #[message(length = "password must have 8 to 200 characters")]
    password: Sensitive<String>,
    /// Name that other users see.
    #[garde(length(chars, min = 1, max = 80))]
    #[normalize(trim)]
    name: String,
}

/// Error of `auth.signUp`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum SignUpError {
    /// E-mail address that already has an account.
    #[error("an account with this e-mail address already exists")]
    #[code(Conflict)]
    EmailTaken,
    /// Database error.
    #[error(transparent)]
    #[forward]
    Database(#[from] DbError),
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Creates an account and signs in to it.
#[procedure]
pub(super) async fn sign_up(ctx: Ctx<App>, Valid(new): Valid<SignUp>) -> Result<TokenResponse, SignUpError> {
    let App { users, passwords, .. } = ctx.state();
    let password_hash = passwords.hash(new.password.into_exposed()).await.map_err(InternalError::from)?;
    let user = NewUser { email: new.email, name: new.name, password_hash };
    let user = users.insert(user).await.map_unique_violation(|| SignUpError::EmailTaken)?;
    Ok(TokenResponse::issue(&ctx, user).await?)
}
