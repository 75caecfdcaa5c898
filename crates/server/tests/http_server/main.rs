//! Tests of `HttpServer` and `Health`, over real sockets.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a panic fails the test")]

mod harness;
mod health;
mod request_ids;
mod client_disconnect;
mod limits;
mod shutdown;
mod streams;
