//! Tests of the REST adapter.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]

mod app;
mod inputs;
mod integers;
mod responses;
mod problems;
mod cross_site;
