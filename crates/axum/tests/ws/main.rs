//! Tests of the WebSocket transport over real sockets.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a panic fails the test")]
#![allow(missing_docs, reason = "test names describe the tests")]

mod app;
mod server;
mod calls;
mod subscriptions;
mod connection;
mod params;
mod origins;
mod client_disconnect;
mod limits;
mod backpressure;
mod server_close;
