//! What a server does with calls that take time: over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test ends by panicking")]

mod harness;
mod health;
mod request_ids;
mod client_disconnect;
mod limits;
mod shutdown;
mod streams;
