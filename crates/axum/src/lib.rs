//! axum transports for a router of procedures: HTTP, batches, JSON Lines, server-sent events, WebSocket and REST.
//!
//! [`routes()`] and [`Routes`] turn a [`Router`](isotype_core::Router) of procedures into an [`axum::Router`].

// Each module depends only on modules below it.
mod routes;
mod extra_routes;
#[cfg(feature = "explorer")]
mod explorer;
#[cfg(feature = "openapi")]
mod docs;
mod rest;
mod http;
mod ws;
mod jsonl;
mod batch;
mod unary;
mod sse;
mod run;
mod backpressure;
mod stream_end;
mod upload;
mod json_body;
mod request_body;
mod last_event_id;
mod request_head;
mod request_id;
mod idempotency;
mod origin;
mod peer;
mod respond;
mod cache;
mod endpoint;
mod drain;
mod connection;

pub use connection::Connection;
pub use drain::Drain;
#[cfg(feature = "openapi")]
pub use isotype_openapi::Info;
pub use isotype_protocol::Limits;
pub use origin::is_origin;
pub use routes::{Routes, routes};
