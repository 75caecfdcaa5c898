//! Access token response.

use isotype::auth::OpaqueToken;
use isotype::prelude::*;
use serde::Serialize;

use super::{Claims, User};
use crate::{App, internal_error::InternalError};

/// Access token and its user.
///
/// The refresh token is not part of the body: it is in a cookie that scripts cannot read.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TokenResponse {
    /// Access token for `Authorization: Bearer …`, valid for 15 minutes.
    pub access_token: String,
    /// Signed-in user.
    pub user: User,
}

impl TokenResponse {
    /// Issues an access token, and a refresh token of a new token family.
    pub(super) async fn issue(ctx: &Ctx<App>, user: User) -> Result<TokenResponse, InternalError> {
        let token = ctx.state().refresh_tokens.issue(&user.id).await?;
        TokenResponse::with_refresh_token(ctx, user, &token)
    }

    /// Issues an access token and sets the cookie of an existing refresh token.
    pub(super) fn with_refresh_token(
        ctx: &Ctx<App>,
        user: User,
        token: &OpaqueToken,
    ) -> Result<TokenResponse, InternalError> {
        let App { jwt, refresh_cookie, .. } = ctx.state();
        let claims = Claims { sub: user.id.clone(), scope: user.role.scopes() };
        let access_token = jwt.sign(&claims, App::ACCESS_TOKEN_LIFETIME)?;
        refresh_cookie.set(ctx, token, App::REFRESH_TOKEN_LIFETIME);
        Ok(TokenResponse { access_token, user })
    }
}
