//! Removal of a post.

use isotype::auth::{Permission, Permitted};
use isotype::prelude::*;

use super::{by_id::PostId, store::RemoveResult};
use crate::{
    App,
    auth::{ModeratePosts, User, WritePosts},
    internal_error::InternalError,
};

/// Error of `posts.remove`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum RemoveError {
    /// Unknown id.
    #[error(transparent)]
    #[forward]
    NotFound(#[from] NotFound),
    /// Post of another author.
    #[error(transparent)]
    #[forward]
    Forbidden(#[from] Forbidden),
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Removes a post of the signed-in user, or any post if the user may moderate.
#[procedure]
pub(super) async fn remove(ctx: Ctx<App, Permitted<User, WritePosts>>, post: PostId) -> Result<(), RemoveError> {
    let user: &User = ctx.auth();
    let is_allowed = |author: &str| author == user.id || ModeratePosts::is_granted_to(user);
    match ctx.state().posts.remove(&post.id, is_allowed).await? {
        RemoveResult::Removed => Ok(()),
        RemoveResult::NotFound => Err(NotFound::new("post not found").into()),
        RemoveResult::NotAuthor => Err(Forbidden::new("only its author can remove this post").into()),
    }
}
