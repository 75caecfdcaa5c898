//! Tests of pagination and write errors, on SQLite and PostgreSQL.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]

#[path = "../engines/mod.rs"]
mod engines;
mod rows;

mod keysets;
mod offsets;
mod write_error;
