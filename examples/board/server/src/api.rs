//! Router of the board.

use isotype::prelude::*;

use crate::{App, auth, policy, posts};

/// Returns the procedures that are served at `/rpc`.
///
/// Every procedure declares its access policy; otherwise the bindings are not generated. `bindings audit` lists the guards of each.
pub fn api() -> Router<App> {
    let api = Router::new().nest("auth", auth::api()).nest("posts", posts::api());
    api.rate(policy::ALL_CALLS).timeout(policy::CALL_TIMEOUT).load_shed(policy::MAX_CONCURRENT_CALLS).deny_unprotected()
}
