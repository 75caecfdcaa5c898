//! A new access token for an old session.

use isotype::prelude::*;
use isotype_auth::Rotation;

use super::Session;
use crate::{App, failure::Failure};

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
    Failed(#[from] Failure),
}

/// Gives a new access token for the refresh token in the cookie, and a new refresh token with it. A refresh token that is used once more,
/// later than two tabs at the same moment would, ends the session for everybody who holds one of its kind.
#[procedure]
pub(super) async fn refresh(ctx: Ctx<App>, _: ()) -> Result<Session, RefreshError> {
    let App { tokens, refresh, users, .. } = ctx.state();
    let token = refresh.read(&ctx).ok_or_else(|| Unauthorized::new("no refresh token was sent"))?;
    let Rotation::Next { subject, token } = tokens.rotate(token).await.map_err(Failure::from)? else {
        refresh.clear(&ctx);
        return Err(Unauthorized::new("the refresh token is not valid any more").into());
    };
    let user = users.by_id(&subject).await.map_err(Failure::from)?;
    let user = user.ok_or_else(|| Unauthorized::new("this account does not exist any more"))?;
    Ok(Session::with(&ctx, user, &token)?)
}
