//! Policies as callers meet them.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod app;
mod limits;
mod order;
mod rates;
mod wire;
