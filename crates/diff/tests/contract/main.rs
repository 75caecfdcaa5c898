//! Tests of `contract.json`, and of the compatibility check, whose findings are verified against serde with random
//! values.
#![expect(clippy::expect_used, reason = "a failed expectation fails the test")]

mod values;
mod reader;
mod arbitrary;
mod mutation;
mod properties;
mod changes;
mod document;
