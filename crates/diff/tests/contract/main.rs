//! The contract as a file, and the verdicts on its changes: proved by values, not by looking at shapes.
#![expect(clippy::expect_used, reason = "a failed expectation is a failed test")]

mod values;
mod reader;
mod arbitrary;
mod mutation;
mod properties;
mod changes;
mod document;
