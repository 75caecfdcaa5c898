//! What the generator writes, and what it refuses to.
#![expect(dead_code, reason = "fields are there to be printed, not read")]
#![expect(clippy::expect_used, reason = "a failed expectation is a failed test")]

mod api;
mod catalogue;
mod golden;
mod rejections;
mod lossy;
mod integers;
mod files;
