//! A server as `serve` makes it, over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

mod harness;
mod settings;
mod headers;
mod compression;
mod metrics;
mod stopping;
