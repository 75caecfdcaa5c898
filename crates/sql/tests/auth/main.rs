//! What `isotype-auth` keeps, in tables: the same cases on SQLite and on PostgreSQL.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test stops at what it did not expect")]

#[path = "../engines/mod.rs"]
mod engines;

mod families;
mod sessions;
