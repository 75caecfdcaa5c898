//! Benchmarks of the cost of a call, and of type-checking an API with thousands of procedures.

use crate::{
    node,
    process::{TaskError, cargo, run_program},
};

/// Compares the server with one hand-written in axum, then compares editor performance on a large API with tRPC's
/// inferred router.
pub(crate) fn run(quick: bool) -> Result<(), TaskError> {
    println!("building in release mode; the first build takes several minutes");
    let mut arguments = vec!["run", "--release", "--quiet", "--package", "isotype-bench", "--"];
    arguments.extend(quick.then_some("--quick"));
    cargo(&arguments)?;
    node::install()?;
    node::npm(&["run", "--silent", "build", "--workspace", "@isotype/client"])?;
    run_program("node", &["tests/types/flat/measure.mjs", if quick { "300" } else { "3000" }])
}
