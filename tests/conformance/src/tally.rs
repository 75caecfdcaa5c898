//! What was done how often: whether a mutation was done twice, only the server can tell.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use isotype::prelude::*;
use serde::Deserialize;

pub(crate) fn router() -> Router<()> {
    Router::new().mutation("add", add).query("count", count)
}

static COUNTS: Mutex<BTreeMap<String, u32>> = Mutex::new(BTreeMap::new());

fn counts() -> MutexGuard<'static, BTreeMap<String, u32>> {
    COUNTS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What to do.
#[derive(Deserialize, Type)]
struct Increment {
    name: String,
    /// How long the answer takes; it is done before.
    #[serde(default)]
    milliseconds: u32,
}

/// Does something, and answers how often it was done.
#[procedure]
async fn add(_: Ctx<()>, Increment { name, milliseconds }: Increment) -> u32 {
    let times = {
        let mut done = counts();
        let times = done.entry(name).or_default();
        *times += 1;
        *times
    };
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    times
}

/// How often something was done.
#[procedure]
async fn count(_: Ctx<()>, name: String) -> u32 {
    counts().get(&name).copied().unwrap_or(0)
}
