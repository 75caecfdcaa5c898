//! What attackers send, and what becomes of it: `cargo test -p isotype-auth --test hostile -- --nocapture --test-threads 1` prints the table.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

mod forge;
mod table;
mod form;
mod algorithms;
mod keys;
mod claims;
mod refresh;
mod sessions;
