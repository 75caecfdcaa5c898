//! Tests of the session and refresh-token stores, on SQLite and PostgreSQL.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a panic fails the test")]

#[path = "../engines/mod.rs"]
mod engines;

mod refresh_tokens;
mod sessions;
