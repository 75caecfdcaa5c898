//! Pages of posts.

use garde::Validate;
use isotype::prelude::*;
use isotype::sql::Page;
use serde::Deserialize;

use super::{Post, store::PageError};
use crate::App;

/// Position and size of a page. Unknown fields are ignored, because TanStack's infinite queries add `direction`.
#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListPosts {
    /// `nextCursor` of the previous page; omit it for the first page.
    #[serde(default)]
    #[garde(skip)]
    cursor: Option<String>,
    /// Maximum number of posts, from 1 to 100. Defaults to 20.
    #[serde(default)]
    #[garde(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// Lists posts, newest first.
#[procedure]
pub(super) async fn list(ctx: Ctx<App, Public>, Valid(input): Valid<ListPosts>) -> Result<Page<Post>, PageError> {
    let App { posts, cursor_signer, .. } = ctx.state();
    posts.page(&cursor_signer.page(input.cursor.as_deref(), input.limit.unwrap_or(20))).await
}
