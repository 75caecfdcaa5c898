//! A new post.

use garde::Validate;
use isotype::{policy::Claim, prelude::*};
use serde::Deserialize;

use super::Post;
use crate::{App, auth::User, failure::Failure};

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
pub(super) enum PostError {
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
    Failed(#[from] Failure),
}

/// Publishes a post as the signed-in user. Under a key it is published once, however often that is asked.
#[procedure]
pub(super) async fn create(ctx: Ctx<App, User>, Valid(new): Valid<NewPost>) -> Result<Post, PostError> {
    let (posts, author, title) = (&ctx.state().posts, ctx.auth(), new.title.as_str());
    loop {
        match posts.insert(author, title, &new.body, Claim::of(&ctx)).await {
            Err(Failure::Database(error)) if error.is_unique_violation() => {
                let taken = posts.titled(&author.id, title).await.map_err(Failure::from)?;
                if let Some(by) = taken {
                    return Err(PostError::TitleTaken { by });
                }
                // It was removed in between: the title is free.
            }
            done => return Ok(done?),
        }
    }
}
