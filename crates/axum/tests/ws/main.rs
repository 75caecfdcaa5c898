//! Sockets, over real ones.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test stops at what it did not expect")]
#![allow(missing_docs, reason = "a test says what it is by its name")]

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
