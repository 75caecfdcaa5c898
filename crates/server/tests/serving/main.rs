//! What a server does with calls that take time: over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

mod harness;
mod health;
mod ids;
mod leaving;
mod limits;
mod stopping;
mod streams;
