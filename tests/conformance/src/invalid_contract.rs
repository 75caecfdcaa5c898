//! API whose contract has an error. It serves calls nevertheless.

use std::collections::BTreeMap;

use isotype::prelude::*;
use serde::Serialize;

/// Output whose map keys have no representation as JSON member names.
#[derive(Serialize, Type)]
struct Grid {
    cells: BTreeMap<(u8, u8), String>,
}

async fn grid(_: Ctx<()>, _: ()) -> Grid {
    Grid { cells: BTreeMap::new() }
}

pub(crate) fn api() -> Router<()> {
    Router::new().query("grid", grid)
}
