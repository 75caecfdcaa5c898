//! Faults of clients: disconnects, truncated and slow bodies, deadlines, and clients that do not read.

#![expect(clippy::expect_used, clippy::panic, reason = "a failed expectation is a failed test")]

mod app;
mod raw_client;
mod disconnects;
mod deadlines;
mod bodies;
mod draining;
mod backpressure;
