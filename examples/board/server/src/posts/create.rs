//! A new post.

use garde::Validate;
use isotype::auth::Permitted;
use isotype::{policy::IdempotencyClaim, prelude::*};
use serde::Deserialize;

use super::Post;
use crate::{
    App,
    auth::{User, WritePosts},
    failure::InternalError,
};

/// A new post.
#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewPost {
    /// One line; no two posts of one author have the same.
    #[garde(length(chars, min = 1, max = 120))]
    #[normalize(trim)]
    title: String,
    /// Plain text.
    #[garde(length(chars, max = 10_000))]
    body: String,
}

/// Why a post is not published.
#[derive(Debug, thiserror::Error, ProcedureError)]
pub(super) enum CreateError {
    /// The author has a post with this title already.
    #[error("you have used that title already")]
    #[code(Conflict)]
    TitleTaken {
        /// The id of the post that has it.
        by: String,
    },
    /// Something failed inside.
    #[error(transparent)]
    #[forward]
    Internal(#[from] InternalError),
}

/// Publishes a post as the signed-in user. Under a key it is published once, however often that is asked.
#[procedure]
pub(super) async fn create(
    ctx: Ctx<App, Permitted<User, WritePosts>>,
    Valid(new): Valid<NewPost>,
) -> Result<Post, CreateError> {
    let (posts, author, title) = (&ctx.state().posts, ctx.auth(), new.title.as_str());
    loop {
        match posts.insert(author, title, &new.body, IdempotencyClaim::from_ctx(&ctx)).await {
            Err(InternalError::Database(error)) if error.is_unique_violation() => {
                let taken = posts.find_by_title(&author.id, title).await.map_err(InternalError::from)?;
                if let Some(by) = taken {
                    return Err(CreateError::TitleTaken { by });
                }
                // It was removed in between: the title is free.
            }
            done => return Ok(done?),
        }
    }
}
