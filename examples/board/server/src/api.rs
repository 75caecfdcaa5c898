//! The procedures, by name.

use isotype::prelude::*;

use crate::{App, auth, posts};

/// Everything under `/rpc`.
pub fn api() -> Router<App> {
    Router::new().nest("auth", auth::api()).nest("posts", posts::api())
}
