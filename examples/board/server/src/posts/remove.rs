//! The end of a post.

use isotype::prelude::*;

use super::{by_id::PostId, store::Removal};
use crate::{
    App,
    auth::{Role, User},
    failure::Failure,
};

/// Why a post is not removed.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum RemoveError {
    /// No post has this id.
    #[error(transparent)]
    #[forward]
    NotFound(#[from] NotFound),
    /// It is somebody else's.
    #[error(transparent)]
    #[forward]
    Forbidden(#[from] Forbidden),
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Failed(#[from] Failure),
}

/// Removes a post: its author may, and an administrator.
#[procedure]
pub(super) async fn remove(ctx: Ctx<App, User>, post: PostId) -> Result<(), RemoveError> {
    let user = ctx.auth();
    let may = |author: &str| author == user.id || user.role == Role::Admin;
    match ctx.state().posts.remove(&post.id, may).await? {
        Removal::Done => Ok(()),
        Removal::NotFound => Err(NotFound::new("there is no such post").into()),
        Removal::NotTheirs => Err(Forbidden::new("only its author can remove this post").into()),
    }
}
