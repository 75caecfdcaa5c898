//! The end of a post.

use isotype::auth::{Permission, Permitted};
use isotype::prelude::*;

use super::{by_id::PostId, store::RemoveResult};
use crate::{
    App,
    auth::{ModeratePosts, User, WritePosts},
    failure::InternalError,
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
    Internal(#[from] InternalError),
}

/// Removes a post: its author may, and who may moderate.
#[procedure]
pub(super) async fn remove(ctx: Ctx<App, Permitted<User, WritePosts>>, post: PostId) -> Result<(), RemoveError> {
    let user: &User = ctx.auth();
    let may = |author: &str| author == user.id || ModeratePosts::is_granted_to(user);
    match ctx.state().posts.remove(&post.id, may).await? {
        RemoveResult::Removed => Ok(()),
        RemoveResult::NotFound => Err(NotFound::new("there is no such post").into()),
        RemoveResult::NotAuthor => Err(Forbidden::new("only its author can remove this post").into()),
    }
}
