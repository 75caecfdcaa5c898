//! A list in pages, which can be read in both directions.

use isotype::prelude::*;
use serde::{Deserialize, Serialize};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("pages", pages)
}

/// How many rows there are: 0 to 99.
const ROWS: u32 = 100;

/// The way that a reader pages.
#[derive(Clone, Copy, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
enum Direction {
    #[default]
    Forward,
    Backward,
}

/// Which page.
#[derive(Deserialize, Type)]
struct PageQuery {
    /// Where the page begins; behind which it ends, where the reader goes backward.
    #[serde(default)]
    cursor: Option<u32>,
    /// Client libraries say it with each page.
    #[serde(default)]
    direction: Option<Direction>,
    limit: u32,
}

/// A page, and where the pages around it are.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
struct NumberPage {
    items: Vec<u32>,
    next_cursor: Option<u32>,
    previous_cursor: Option<u32>,
}

/// A page of numbers.
#[procedure]
async fn pages(_: Ctx<()>, PageQuery { cursor, direction, limit }: PageQuery) -> NumberPage {
    let cursor = cursor.unwrap_or(0).min(ROWS);
    let (from, to) = match direction.unwrap_or_default() {
        Direction::Forward => (cursor, cursor.saturating_add(limit).min(ROWS)),
        Direction::Backward => (cursor.saturating_sub(limit), cursor),
    };
    NumberPage {
        items: (from..to).collect(),
        next_cursor: (to < ROWS).then_some(to),
        previous_cursor: (from > 0).then_some(from),
    }
}
