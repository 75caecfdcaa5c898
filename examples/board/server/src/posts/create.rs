//! Creation of a post.

use garde::Validate;
use isotype::auth::Permitted;
use isotype::{policy::IdempotencyClaim, prelude::*};
use serde::Deserialize;

use super::Post;
use crate::{
    App,
    auth::{User, WritePosts},
    internal_error::InternalError,
};

/// Content of a new post.
#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewPost {
    /// Title of 1 to 120 characters, unique among the posts of its author.
    #[garde(length(chars, min = 1, max = 120))]
    #[normalize(trim)]
    title: String,
    /// Plain text of up to 10,000 characters.
    #[garde(length(chars, max = 10_000))]
    body: String,
}

/// Error of `posts.create`.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum CreateError {
    /// The author already has another post with this title.
    #[error("you already have a post with this title")]
    #[code(Conflict)]
    TitleTaken {
        /// Id of the post with this title.
        by: String,
    },
    /// Internal error.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Publishes a post as the signed-in user.
///
/// Repeated calls with the same idempotency key publish it once.
#[procedure]
pub(super) async fn create(
    ctx: Ctx<App, Permitted<User, WritePosts>>,
    Valid(new): Valid<NewPost>,
) -> Result<Post, CreateError> {
    let (posts, author, title) = (&ctx.state().posts, ctx.auth(), new.title.as_str());
    loop {
        match posts.insert(author, title, &new.body, IdempotencyClaim::from_ctx(&ctx)).await {
            Err(InternalError::Database(error)) if error.is_unique_violation() => {
                let existing = posts.find_by_title(&author.id, title).await.map_err(InternalError::from)?;
                if let Some(by) = existing {
                    return Err(CreateError::TitleTaken { by });
                }
                // The other post has been removed since the insertion failed, so the title is free again.
            }
            result => return Ok(result?),
        }
    }
}
