//! Tests of generated files, and of APIs that the generator rejects.
#![expect(dead_code, reason = "the fields are only described, never read")]
#![expect(clippy::expect_used, reason = "a failed expectation fails the test")]

mod api;
mod catalogue;
mod golden;
mod rejections;
mod lossy;
mod integers;
mod files;
