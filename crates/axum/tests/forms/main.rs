//! Tests of form and raw-byte request bodies over real sockets.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a panic fails the test")]

mod app;
mod uploads;
mod rejections;
mod cross_site;
mod streaming;
