//! Queries with a member that comes after the rest.

use isotype::{Deferred, prelude::*};
use serde::Serialize;

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("deferred", deferred).query("deferredErr", deferred_err)
}

/// A page whose slow part comes later.
#[derive(Serialize, Type)]
struct Page {
    now: u32,
    later: Deferred<String>,
}

/// A member that comes.
#[procedure]
async fn deferred(_: Ctx<()>, _: ()) -> Page {
    Page { now: 1, later: Deferred::new(async { "x".to_owned() }) }
}

/// A member that is refused; the page itself is not.
#[procedure]
async fn deferred_err(_: Ctx<()>, _: ()) -> Page {
    let refused = async { Err(isotype::CallError::protocol(Code::NotFound, "late")) };
    Page { now: 1, later: Deferred::fallible(refused) }
}
