//! An API whose contract is refused, and which answers all the same.

use std::collections::BTreeMap;

use isotype::prelude::*;
use serde::Serialize;

/// Its keys are no strings, and cannot be made into some.
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
