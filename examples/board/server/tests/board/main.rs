//! Tests of the board over HTTP; most run on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod accounts;
mod bad_input;
mod cookie_sessions;
mod feed;
mod harness;
mod keys;
mod logs;
mod permissions;
mod posts;
mod process;
mod refresh_tokens;
mod static_files;
mod tokens;
mod traces;
mod unavailable;
mod websocket;
mod websocket_client;
