//! What a call costs.

use crate::run::{Failed, cargo};

/// Measures our server beside a hand-written one, in one run.
pub(crate) fn run(quick: bool) -> Result<(), Failed> {
    println!("building with optimizations; the first time takes minutes");
    let mut arguments = vec!["run", "--release", "--quiet", "--package", "isotype-bench", "--"];
    arguments.extend(quick.then_some("--quick"));
    cargo(&arguments)
}
