//! The steps of the test run, in the order in which they are most likely to find something soon.

use crate::{
    bindings, node,
    run::{TaskError, cargo},
    types,
};

/// One step of the test run.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) run: fn() -> Result<(), TaskError>,
}

/// Every step.
pub(crate) const STEPS: &[Step] = &[
    Step { name: "fmt", description: "the Rust code is formatted", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "install", description: "the npm packages are installed", run: node::install },
    Step { name: "clippy", description: "no lint complains of the Rust code", run: clippy },
    Step {
        name: "lint",
        description: "no lint complains of the TypeScript",
        run: || node::npm(&["run", "lint", "--if-present"]),
    },
    Step { name: "bindings", description: "the generated packages are fresh", run: || bindings::run(true) },
    Step { name: "types", description: "the TypeScript builds, and both compilers accept it", run: types::run },
    Step {
        name: "rust",
        description: "Rust tests, doc tests, compile-fail",
        run: || cargo(&["test", "--workspace", "--quiet", "--no-fail-fast"]),
    },
    Step { name: "docs", description: "the documentation builds without a warning", run: docs },
    Step { name: "page", description: "the board's page and server build", run: build_board },
    Step { name: "typescript", description: "vitest: units, types, end-to-end, browser", run: || node::npm(&["test"]) },
];

/// Lints everything; a warning is an error.
pub(crate) fn clippy() -> Result<(), TaskError> {
    cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
}

/// Builds what a person or a browser test opens.
pub(crate) fn build_board() -> Result<(), TaskError> {
    node::npm(&["run", "build", "--workspace", "@board/web"])?;
    cargo(&["build", "--quiet", "--package", "board", "--bins"])
}

fn docs() -> Result<(), TaskError> {
    let mut command = std::process::Command::new(env!("CARGO"));
    command.args(["doc", "--workspace", "--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings");
    crate::run::run(&mut command, "cargo doc --workspace --no-deps")
}
