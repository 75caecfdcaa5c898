//! Cookie sessions, for pages that store no token, such as the API documentation.

use isotype::prelude::*;

use super::{
    User,
    sign_in::{SignIn, SignInError, verify_credentials},
};
use crate::{App, internal_error::InternalError};

/// Signs in with a session cookie, which scripts cannot read.
#[procedure]
pub(super) async fn create_session(ctx: Ctx<App>, sign_in: SignIn) -> Result<User, SignInError> {
    let user = verify_credentials(&ctx, sign_in).await?;
    ctx.state().sessions.create(&ctx, &user.id).await.map_err(InternalError::from)?;
    Ok(user)
}

/// Revokes the session of the cookie, if there is one.
#[procedure]
pub(super) async fn revoke_session(ctx: Ctx<App>, _: ()) -> Result<(), InternalError> {
    Ok(ctx.state().sessions.revoke(&ctx).await?)
}
