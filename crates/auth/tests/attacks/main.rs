//! Tests of attacks on tokens, sessions and refresh tokens.
//!
//! `cargo test -p isotype-auth --test attacks -- --nocapture --test-threads 1` prints them as a table.

#![allow(clippy::unwrap_used, reason = "a test ends by panicking")]

mod forge;
mod assertions;
mod format;
mod algorithms;
mod keys;
mod claims;
mod refresh;
mod sessions;
