//! Holds the workspace to what its prose says: the arrows of `ARCHITECTURE.md`, the README's program, the habits of style.

#![expect(clippy::expect_used, reason = "a test that cannot read the repository has nothing to say but that")]

mod repository;
mod dependency_graph;
mod crates;
mod modules;
mod imports;
mod readme;
mod style;
mod functions;
mod language;
