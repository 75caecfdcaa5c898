//! Page after page.

use garde::Validate;
use isotype::prelude::*;
use isotype::sql::Page;
use serde::Deserialize;

use super::{Post, store::PageError};
use crate::App;

/// Which page. Further members are ignored: TanStack's infinite queries send `direction`.
#[derive(Deserialize, Type, Validate, Constraints)]
#[serde(rename_all = "camelCase")]
pub(super) struct ListPosts {
    /// The `nextCursor` of the page before; leave it out for the first page.
    #[serde(default)]
    #[garde(skip)]
    cursor: Option<String>,
    /// How many; 20 where nothing is said.
    #[serde(default)]
    #[garde(range(min = 1, max = 100))]
    limit: Option<u32>,
}

/// The posts, newest first.
#[procedure]
pub(super) async fn list(ctx: Ctx<App, Public>, Valid(input): Valid<ListPosts>) -> Result<Page<Post>, PageError> {
    let App { posts, cursor_signer, .. } = ctx.state();
    posts.page(&cursor_signer.page(input.cursor.as_deref(), input.limit.unwrap_or(20))).await
}
