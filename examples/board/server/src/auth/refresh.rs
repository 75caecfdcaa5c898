//! A new access token for an old session.

use http::header::SET_COOKIE;
use isotype::prelude::*;

use super::{Session, tokens::COOKIE};
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

/// Gives a new access token for the refresh token in the cookie, and a new refresh token with it. A refresh token that is used a
/// second time ends the session for everybody who holds one of its kind.
#[procedure]
pub(super) async fn refresh(ctx: Ctx<App>, _: ()) -> Result<Session, RefreshError> {
    let App { tokens, users, .. } = ctx.state();
    let token = ctx.cookie(COOKIE).ok_or_else(|| Unauthorized::new("no refresh token was sent"))?;
    let Some(rotated) = tokens.rotate(token).await? else {
        ctx.append_header(SET_COOKIE, tokens.no_cookie().map_err(Failure::from)?);
        return Err(Unauthorized::new("the refresh token is not valid any more").into());
    };
    let user = users.by_id(&rotated.user).await.map_err(Failure::from)?;
    let user = user.ok_or_else(|| Unauthorized::new("this account does not exist any more"))?;
    Ok(Session::with(&ctx, user, &rotated.token)?)
}
