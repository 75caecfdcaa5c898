//! Signing in by cookie, for pages that keep no token: the documentation's, or a form.

use isotype::prelude::*;

use super::{
    User,
    sign_in::{SignIn, SignInError, verify_credentials},
};
use crate::{App, failure::InternalError};

/// Signs in by a cookie that scripts cannot read; the browser sends it by itself from then on.
#[procedure]
pub(super) async fn create_session(ctx: Ctx<App>, sign_in: SignIn) -> Result<User, SignInError> {
    let user = verify_credentials(&ctx, sign_in).await?;
    ctx.state().sessions.create(&ctx, &user.id).await.map_err(InternalError::from)?;
    Ok(user)
}

/// Ends the session of the cookie; ending it twice does no harm.
#[procedure]
pub(super) async fn revoke_session(ctx: Ctx<App>, _: ()) -> Result<(), InternalError> {
    Ok(ctx.state().sessions.revoke(&ctx).await?)
}
