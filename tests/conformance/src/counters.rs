//! Counters with which tests detect that a mutation ran twice.

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

/// Input of `tally.add`.
#[derive(Deserialize, Type)]
struct Increment {
    name: String,
    /// Delay of the response in milliseconds; the counter is incremented before it.
    #[serde(default)]
    milliseconds: u32,
}

/// Increments a counter and returns its new value.
#[procedure]
async fn add(_: Ctx<()>, Increment { name, milliseconds }: Increment) -> u32 {
    let count = {
        let mut counts = counts();
        let count = counts.entry(name).or_default();
        *count += 1;
        *count
    };
    tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
    count
}

/// Returns the value of a counter.
#[procedure]
async fn count(_: Ctx<()>, name: String) -> u32 {
    counts().get(&name).copied().unwrap_or(0)
}
