//! Signing in by cookie, for pages that keep no token: the documentation's, or a form.

use isotype::prelude::*;

use super::{
    User,
    sign_in::{SignIn, SignInError, check},
};
use crate::{App, failure::Failure};

/// Signs in by a cookie that scripts cannot read; the browser sends it by itself from then on.
#[procedure]
pub(super) async fn begin_session(ctx: Ctx<App>, sign_in: SignIn) -> Result<User, SignInError> {
    let user = check(&ctx, sign_in).await?;
    ctx.state().sessions.begin(&ctx, &user.id).await.map_err(Failure::from)?;
    Ok(user)
}

/// Ends the session of the cookie; ending it twice does no harm.
#[procedure]
pub(super) async fn end_session(ctx: Ctx<App>, _: ()) -> Result<(), Failure> {
    Ok(ctx.state().sessions.end(&ctx).await?)
}
