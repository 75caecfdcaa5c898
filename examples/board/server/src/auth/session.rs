//! What signing in gives.

use isotype::auth::OpaqueToken;
use isotype::prelude::*;
use serde::Serialize;

use super::{Claims, User};
use crate::{App, failure::InternalError};

/// An access token, and whose it is. The refresh token travels beside it, in a cookie that scripts cannot read.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TokenResponse {
    /// Send it as `Authorization: Bearer …`; good for 15 minutes.
    pub access_token: String,
    /// Who is signed in.
    pub user: User,
}

impl TokenResponse {
    /// Begins a session with a refresh token of a new family.
    pub(super) async fn issue(ctx: &Ctx<App>, user: User) -> Result<TokenResponse, InternalError> {
        let token = ctx.state().refresh_tokens.issue(&user.id).await?;
        TokenResponse::with_refresh_token(ctx, user, &token)
    }

    /// A session whose refresh token is given.
    pub(super) fn with_refresh_token(
        ctx: &Ctx<App>,
        user: User,
        token: &OpaqueToken,
    ) -> Result<TokenResponse, InternalError> {
        let App { jwt, refresh_cookie: refresh, .. } = ctx.state();
        let claims = Claims { sub: user.id.clone(), scope: user.role.scopes() };
        let access_token = jwt.sign(&claims, App::ACCESS_TOKEN_LIFETIME)?;
        refresh.set(ctx, token, App::REFRESH_TOKEN_LIFETIME);
        Ok(TokenResponse { access_token, user })
    }
}
