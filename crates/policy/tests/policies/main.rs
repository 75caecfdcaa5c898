//! Tests of policies, through in-process and HTTP calls.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

mod app;
mod limits;
mod order;
mod rate_limit;
mod http;
