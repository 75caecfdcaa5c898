//! Lists page by page, and what is refused: the same cases on SQLite and on PostgreSQL.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

#[path = "../engines/mod.rs"]
mod engines;
mod rows;

mod keysets;
mod offsets;
mod written;
