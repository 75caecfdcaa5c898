//! Sign-out.

use isotype::prelude::*;

use super::User;
use crate::{App, internal_error::InternalError};

/// Revokes the refresh token in the cookie, if there is one.
#[procedure]
pub(super) async fn sign_out(ctx: Ctx<App>, _: ()) -> Result<(), InternalError> {
    let App { refresh_tokens, refresh_cookie, .. } = ctx.state();
    if let Some(token) = refresh_cookie.read(&ctx) {
        refresh_tokens.revoke(token).await?;
    }
    refresh_cookie.clear(&ctx);
    Ok(())
}

/// Revokes all refresh tokens and cookie sessions of the caller. Access tokens remain valid until they expire.
#[procedure]
pub(super) async fn sign_out_everywhere(ctx: Ctx<App, User>, _: ()) -> Result<(), InternalError> {
    let App { refresh_tokens, sessions, .. } = ctx.state();
    refresh_tokens.revoke_all(&ctx.auth().id).await?;
    Ok(sessions.revoke_all(&ctx.auth().id).await?)
}
