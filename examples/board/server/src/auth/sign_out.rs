//! The end of a session.

use http::header::SET_COOKIE;
use isotype::prelude::*;

use super::tokens::COOKIE;
use crate::{App, failure::Failure};

/// Ends the session of the refresh token in the cookie; signing out twice does no harm.
#[procedure]
pub(super) async fn sign_out(ctx: Ctx<App>, _: ()) -> Result<(), Failure> {
    let tokens = &ctx.state().tokens;
    if let Some(token) = ctx.cookie(COOKIE) {
        tokens.revoke(token).await?;
    }
    ctx.append_header(SET_COOKIE, tokens.no_cookie()?);
    Ok(())
}
