//! A new account.

use garde::Validate;
use isotype::prelude::*;
use serde::Deserialize;

use super::{Session, users::NewUser};
use crate::{App, failure::Failure};

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
    password: String,
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
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Failed(#[from] Failure),
}

/// Makes an account and signs in to it.
#[procedure]
pub(super) async fn sign_up(ctx: Ctx<App>, Valid(new): Valid<SignUp>) -> Result<Session, SignUpError> {
    let App { users, hashing, .. } = ctx.state();
    let password_hash = hashing.hash(new.password).await.map_err(Failure::from)?;
    let user = users.insert(NewUser { email: new.email, name: new.name, password_hash }).await;
    let user = user.map_err(|error| match error.is_unique_violation() {
        true => SignUpError::EmailTaken,
        false => Failure::from(error).into(),
    })?;
    Ok(Session::begin(&ctx, user).await?)
}
