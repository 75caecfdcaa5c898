//! Clients that leave, break off, dawdle or run out of time, and what becomes of the work that they began.

#![expect(clippy::expect_used, clippy::panic, reason = "what a test expects, it says")]

mod app;
mod wire;
mod leaving;
mod deadlines;
mod bodies;
mod draining;
mod stalling;
