//! Queries with a deferred field.

use isotype::{Deferred, prelude::*};
use serde::Serialize;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("deferred", deferred).query("deferredErr", deferred_err)
}

/// Output with a deferred field.
#[derive(Serialize, Type)]
struct Page {
    now: u32,
    later: Deferred<String>,
}

/// Returns a deferred field that resolves.
#[procedure]
async fn deferred(_: Ctx<()>, _: ()) -> Page {
    Page { now: 1, later: Deferred::new(async { "x".to_owned() }) }
}

/// Returns a deferred field that fails; the query itself succeeds.
#[procedure]
async fn deferred_err(_: Ctx<()>, _: ()) -> Page {
    let failing = async { Err(isotype::CallError::protocol(Code::NotFound, "late")) };
    Page { now: 1, later: Deferred::fallible(failing) }
}
