//! HTTP for a router of procedures, as an ordinary [`axum::Router`].
//!
//! The modules stand in the order in which a request passes them.

mod routes;
mod identified;
mod http;
mod origin;
mod unread;
mod body;
mod upload;
mod peer;
mod idempotency;
mod unary;
mod batch;
mod jsonl;
mod sse;
mod rest;
mod docs;
mod beside;
mod ws;
mod slow_reader;
mod ending;
mod run;
mod respond;
mod cache;
mod explorer;
mod drain;
mod health;
mod connection;
mod serve;
mod terminated;

pub use drain::Drain;
pub use health::{Health, Starting};
pub use isotype_openapi::Info;
pub use isotype_protocol::Limits;
pub use origin::is_origin;
pub use routes::{Routes, routes};
pub use serve::Server;
pub use slow_reader::{SlowReaderCounts, SlowReaders};
pub use terminated::terminated;
