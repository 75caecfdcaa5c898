//! The end of a session.

use isotype::prelude::*;

use super::User;
use crate::{App, failure::InternalError};

/// Ends the session of the refresh token in the cookie; signing out twice does no harm.
#[procedure]
pub(super) async fn sign_out(ctx: Ctx<App>, _: ()) -> Result<(), InternalError> {
    let App { refresh_tokens, refresh_cookie, .. } = ctx.state();
    if let Some(token) = refresh_cookie.read(&ctx) {
        refresh_tokens.revoke(token).await?;
    }
    refresh_cookie.clear(&ctx);
    Ok(())
}

/// Ends every session of the caller, on every device; access tokens go on for their last minutes.
#[procedure]
pub(super) async fn sign_out_everywhere(ctx: Ctx<App, User>, _: ()) -> Result<(), InternalError> {
    let App { refresh_tokens, sessions, .. } = ctx.state();
    refresh_tokens.revoke_all(&ctx.auth().id).await?;
    Ok(sessions.revoke_all(&ctx.auth().id).await?)
}
