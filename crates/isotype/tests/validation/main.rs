//! Tests of validation: garde's rules in the contract, and the field paths and messages of issues.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod contract_rules;
mod field_paths;
mod issues;
