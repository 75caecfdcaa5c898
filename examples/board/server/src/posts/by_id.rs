//! A single post.

use isotype::prelude::*;
use serde::Deserialize;

use super::Post;
use crate::{App, internal_error::InternalError};

/// Reference to a post.
#[derive(Deserialize, Type)]
pub(super) struct PostId {
    /// Id of the post.
    pub(super) id: String,
}

/// Error of `posts.byId`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum ByIdError {
    /// Unknown id.
    #[error(transparent)]
    #[forward]
    NotFound(#[from] NotFound),
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Returns a post.
#[procedure]
pub(super) async fn by_id(ctx: Ctx<App, Public>, post: PostId) -> Result<Post, ByIdError> {
    let found = ctx.state().posts.by_id(&post.id).await?;
    Ok(found.ok_or_else(|| NotFound::new("post not found"))?)
}
