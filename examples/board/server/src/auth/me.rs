//! Who is calling.

use isotype::prelude::*;

use super::User;
use crate::App;

/// The signed-in user.
#[procedure]
pub(super) async fn me(ctx: Ctx<App, User>, _: ()) -> User {
    ctx.auth().clone()
}
