//! Query with pages in both directions.

use isotype::prelude::*;
use serde::{Deserialize, Serialize};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("pages", pages)
}

/// Number of rows; their values are 0 to 99.
const ROWS: u32 = 100;

/// Direction of paging.
#[derive(Clone, Copy, Default, PartialEq, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
enum Direction {
    #[default]
    Forward,
    Backward,
}

/// Input of `pages`.
#[derive(Deserialize, Type)]
struct PageQuery {
    /// First row of the page or, with `backward`, the row after its last one.
    #[serde(default)]
    cursor: Option<u32>,
    /// Direction that client libraries send with each page; `forward` if absent.
    #[serde(default)]
    direction: Option<Direction>,
    limit: u32,
}

/// Page of rows with the cursors of its neighbors.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
struct NumberPage {
    items: Vec<u32>,
    next_cursor: Option<u32>,
    previous_cursor: Option<u32>,
}

/// Returns a page of numbers.
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
