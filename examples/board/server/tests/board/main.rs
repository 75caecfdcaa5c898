//! The board over HTTP, on SQLite and on PostgreSQL by the same cases.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

mod accounts;
mod bad_input;
mod cookie_sessions;
mod feed;
mod harness;
mod keys;
mod logs;
mod page;
mod permissions;
mod posts;
mod process;
mod sessions;
mod socket;
mod sockets;
mod tokens;
mod traces;
mod unavailable;
