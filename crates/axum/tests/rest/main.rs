//! The API in the manner of REST.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod app;
mod inputs;
mod integers;
mod responses;
mod problems;
mod cross_site;
