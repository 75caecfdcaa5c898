//! Whoever comes.

use std::time::Duration;

use isotype::prelude::*;
use isotype::sql::DbError;

use super::{User, user::AuthenticationError};
use crate::App;

/// Anybody, and who it is where that is proved. A feed that a user has opened ends with the proof, and is opened again by a new one, or
/// by none.
#[derive(Debug)]
pub struct OptionalUser(pub Option<User>);

impl FromCall<App> for OptionalUser {
    type Error = DbError;
    /// Whoever it was may go on as a guest.
    const REVALIDATE_AFTER: Option<Duration> = None;

    async fn from_call(ctx: &Ctx<App>) -> Result<OptionalUser, DbError> {
        match User::from_call(ctx).await {
            Ok(user) => Ok(OptionalUser(Some(user))),
            Err(AuthenticationError::Unauthorized(_)) => Ok(OptionalUser(None)),
            Err(AuthenticationError::Database(error)) => Err(error),
        }
    }

    /// Nothing is asked of a caller.
    fn describe(_: &mut Vec<isotype::GuardInfo>) {}
}
