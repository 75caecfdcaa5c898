//! Tests of `serve` and of the configuration, over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic fails the test")]

mod harness;
mod config_loader;
mod headers;
mod compression;
mod metrics;
mod shutdown;
