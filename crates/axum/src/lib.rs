//! HTTP for a router of procedures, as an ordinary [`axum::Router`].
//!
//! The modules stand in the order in which a request passes them.

mod routes;
mod request_id;
mod http;
mod origin;
mod request_body;
mod json_body;
mod upload;
mod peer;
mod idempotency;
mod unary;
mod batch;
mod jsonl;
mod sse;
mod rest;
mod docs;
mod extra_routes;
mod ws;
mod slow_reader;
mod stream_end;
mod run;
mod respond;
mod cache;
#[cfg(feature = "explorer")]
mod explorer;
mod drain;
mod connection;

pub use connection::Connection;
pub use drain::Drain;
pub use isotype_openapi::Info;
pub use isotype_protocol::Limits;
pub use origin::is_origin;
pub use routes::{Routes, routes};
