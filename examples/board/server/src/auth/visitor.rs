//! Whoever comes.

use isotype::prelude::*;

use super::{User, user::NotSignedIn};
use crate::App;

/// Anybody; but who shows a token shows a good one, and a feed that is opened with one ends with it.
#[derive(Debug)]
pub struct Visitor;

impl FromCall<App> for Visitor {
    type Error = NotSignedIn;

    async fn from_call(ctx: &Ctx<App>) -> Result<Visitor, NotSignedIn> {
        let shows_nothing = ctx.bearer().is_err() && ctx.state().sessions.find(ctx).await?.is_none();
        if !shows_nothing {
            User::from_call(ctx).await?;
        }
        Ok(Visitor)
    }

    /// Nothing is asked of a caller.
    fn describe(_: &mut Vec<isotype::Proof>) {}
}
