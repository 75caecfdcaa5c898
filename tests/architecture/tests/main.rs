//! Checks of the repository itself: the dependencies that `ARCHITECTURE.md` allows, the README's program, style and language.

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
