//! Benchmarks: the cost of a call, and of an API of thousands of procedures.

use crate::{
    node,
    process::{TaskError, cargo, run_program},
};

/// Measures the server against a hand-written one, then a large API in an editor against tRPC's inferred router.
pub(crate) fn run(quick: bool) -> Result<(), TaskError> {
    println!("building with optimizations; the first time takes minutes");
    let mut arguments = vec!["run", "--release", "--quiet", "--package", "isotype-bench", "--"];
    arguments.extend(quick.then_some("--quick"));
    cargo(&arguments)?;
    node::install()?;
    node::npm(&["run", "--silent", "build", "--workspace", "@isotype/client"])?;
    run_program("node", &["tests/types/flat/measure.mjs", if quick { "300" } else { "3000" }])
}
