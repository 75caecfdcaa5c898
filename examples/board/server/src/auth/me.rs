//! The signed-in user.

use isotype::prelude::*;

use super::User;
use crate::App;

/// Returns the signed-in user.
#[procedure]
pub(super) async fn me(ctx: Ctx<App, User>, _: ()) -> User {
    ctx.auth().clone()
}
