//! Holds the workspace to what its prose says: the arrows of `ARCHITECTURE.md`, the README's program, the habits of style.

#![expect(clippy::expect_used, reason = "a test that cannot read the repository has nothing to say but that")]

mod tree;
mod drawing;
mod crates;
mod imports;
mod readme;
mod style;
