//! Rotation of refresh tokens.

use isotype::auth::Rotation;
use isotype::prelude::*;

use super::TokenResponse;
use crate::{App, internal_error::InternalError};

/// Error of `auth.refresh`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum RefreshError {
    /// Missing or invalid refresh token.
    #[error(transparent)]
    #[forward]
    Unauthorized(#[from] Unauthorized),
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Exchanges the refresh token in the cookie for a new access token and a new refresh token.
///
/// Reuse of a refresh token revokes its token family. Only requests at about the same time, as from two tabs, get the same new token.
#[procedure]
pub(super) async fn refresh(ctx: Ctx<App>, _: ()) -> Result<TokenResponse, RefreshError> {
    let App { refresh_tokens, refresh_cookie, users, .. } = ctx.state();
    let token = refresh_cookie.read(&ctx).ok_or_else(|| Unauthorized::new("missing refresh token cookie"))?;
    let Rotation::Rotated { subject, token } = refresh_tokens.rotate(token).await.map_err(InternalError::from)? else {
        refresh_cookie.clear(&ctx);
        return Err(Unauthorized::new("invalid or expired refresh token").into());
    };
    let user = users.by_id(&subject).await.map_err(InternalError::from)?;
    let user = user.ok_or_else(|| Unauthorized::new("account no longer exists"))?;
    Ok(TokenResponse::with_refresh_token(&ctx, user, &token)?)
}
