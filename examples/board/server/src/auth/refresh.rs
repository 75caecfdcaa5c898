//! A new access token for an old session.

use isotype::auth::Rotation;
use isotype::prelude::*;

use super::TokenResponse;
use crate::{App, failure::InternalError};

/// Why the session does not go on.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum RefreshError {
    /// No refresh token, or not a good one.
    #[error(transparent)]
    #[forward]
    Unauthorized(#[from] Unauthorized),
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Gives a new access token for the refresh token in the cookie, and a new refresh token with it. A refresh token that is used once more,
/// later than two tabs at the same moment would, ends the session for everybody who holds one of its kind.
#[procedure]
pub(super) async fn refresh(ctx: Ctx<App>, _: ()) -> Result<TokenResponse, RefreshError> {
    let App { refresh_tokens, refresh_cookie, users, .. } = ctx.state();
    let token = refresh_cookie.read(&ctx).ok_or_else(|| Unauthorized::new("no refresh token was sent"))?;
    let Rotation::Rotated { subject, token } = refresh_tokens.rotate(token).await.map_err(InternalError::from)? else {
        refresh_cookie.clear(&ctx);
        return Err(Unauthorized::new("the refresh token is not valid any more").into());
    };
    let user = users.by_id(&subject).await.map_err(InternalError::from)?;
    let user = user.ok_or_else(|| Unauthorized::new("this account does not exist any more"))?;
    Ok(TokenResponse::with_refresh_token(&ctx, user, &token)?)
}
