//! One post.

use isotype::prelude::*;
use serde::Deserialize;

use super::Post;
use crate::{App, failure::InternalError};

/// Which post.
#[derive(Deserialize, Type)]
pub(super) struct PostId {
    /// Its id.
    pub(super) id: String,
}

/// Why there is no post.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum ByIdError {
    /// No post has this id.
    #[error(transparent)]
    #[forward]
    NotFound(#[from] NotFound),
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// One post.
#[procedure]
pub(super) async fn by_id(ctx: Ctx<App, Public>, post: PostId) -> Result<Post, ByIdError> {
    let found = ctx.state().posts.by_id(&post.id).await?;
    Ok(found.ok_or_else(|| NotFound::new("there is no such post"))?)
}
