//! The end of a session.

use isotype::prelude::*;

use super::User;
use crate::{App, failure::Failure};

/// Ends the session of the refresh token in the cookie; signing out twice does no harm.
#[procedure]
pub(super) async fn sign_out(ctx: Ctx<App>, _: ()) -> Result<(), Failure> {
    let App { tokens, refresh, .. } = ctx.state();
    if let Some(token) = refresh.read(&ctx) {
        tokens.end(token).await?;
    }
    refresh.clear(&ctx);
    Ok(())
}

/// Ends every session of the caller, on every device; access tokens go on for their last minutes.
#[procedure]
pub(super) async fn sign_out_everywhere(ctx: Ctx<App, User>, _: ()) -> Result<(), Failure> {
    let App { tokens, sessions, .. } = ctx.state();
    tokens.end_all(&ctx.auth().id).await?;
    Ok(sessions.end_all(&ctx.auth().id).await?)
}
