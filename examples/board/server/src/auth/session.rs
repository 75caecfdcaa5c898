//! What signing in gives.

use isotype::prelude::*;
use isotype_auth::OpaqueToken;
use serde::Serialize;

use super::{Claims, User};
use crate::{App, failure::Failure};

/// An access token, and whose it is. The refresh token travels beside it, in a cookie that scripts cannot read.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Send it as `Authorization: Bearer …`; good for 15 minutes.
    pub access_token: String,
    /// Who is signed in.
    pub user: User,
}

impl Session {
    /// Begins a session with a refresh token of a new family.
    pub(super) async fn begin(ctx: &Ctx<App>, user: User) -> Result<Session, Failure> {
        let token = ctx.state().tokens.begin(&user.id).await?;
        Session::with(ctx, user, &token)
    }

    /// A session whose refresh token is given.
    pub(super) fn with(ctx: &Ctx<App>, user: User, token: &OpaqueToken) -> Result<Session, Failure> {
        let App { jwt, refresh, .. } = ctx.state();
        let claims = Claims { sub: user.id.clone(), scope: user.role.scopes() };
        let access_token = jwt.sign(&claims, App::ACCESS)?;
        refresh.set(ctx, token, App::REFRESH);
        Ok(Session { access_token, user })
    }
}
