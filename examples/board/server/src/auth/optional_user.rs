//! Guard for procedures that guests can call as well.

use std::time::Duration;

use isotype::prelude::*;
use isotype::sql::DbError;

use super::{User, user::AuthenticationError};
use crate::App;

/// Signed-in user, or `None` for a guest.
///
/// A subscription of a user ends when their token or session expires. The client then reopens it with new credentials or as a guest.
#[derive(Debug)]
pub struct OptionalUser(pub Option<User>);

impl FromCall<App> for OptionalUser {
    type Error = DbError;
    // A guest may read the same, so there is nothing to revalidate.
    const REVALIDATE_AFTER: Option<Duration> = None;

    async fn from_call(ctx: &Ctx<App>) -> Result<OptionalUser, DbError> {
        match User::from_call(ctx).await {
            Ok(user) => Ok(OptionalUser(Some(user))),
            Err(AuthenticationError::Unauthorized(_)) => Ok(OptionalUser(None)),
            Err(AuthenticationError::Database(error)) => Err(error),
        }
    }

    // Every caller passes this guard, so that it adds nothing to the contract.
    fn describe(_: &mut Vec<isotype::GuardInfo>) {}
}
