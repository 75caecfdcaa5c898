//! The procedures, by name.

use isotype::prelude::*;

use crate::{App, auth, policy, posts};

/// Everything under `/rpc`. Every procedure states who may call it, or it has no bindings: `bindings audit` shows what protects each.
pub fn api() -> Router<App> {
    let api = Router::new().nest("auth", auth::api()).nest("posts", posts::api());
    api.rate(policy::ALL_CALLS).timeout(policy::CALL_TIMEOUT).load_shed(policy::MAX_CONCURRENT_CALLS).deny_unprotected()
}
