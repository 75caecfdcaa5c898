//! The steps of the test run, in the order in which they are most likely to find something soon.

use crate::{
    bindings, node,
    run::{Failed, cargo},
    types,
};

/// One step of the test run.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) what: &'static str,
    pub(crate) run: fn() -> Result<(), Failed>,
}

/// Every step.
pub(crate) const ALL: &[Step] = &[
    Step { name: "fmt", what: "the Rust code is formatted", run: || cargo(&["fmt", "--all", "--check"]) },
    Step { name: "install", what: "the npm packages are installed", run: node::install },
    Step { name: "clippy", what: "no lint complains of the Rust code", run: clippy },
    Step {
        name: "lint",
        what: "no lint complains of the TypeScript",
        run: || node::npm(&["run", "lint", "--if-present"]),
    },
    Step { name: "bindings", what: "the generated packages are fresh", run: || bindings::run(true) },
    Step { name: "types", what: "the TypeScript builds, and both compilers accept it", run: types::run },
    Step {
        name: "rust",
        what: "Rust tests, doc tests, compile-fail",
        run: || cargo(&["test", "--workspace", "--quiet", "--no-fail-fast"]),
    },
    Step { name: "docs", what: "the documentation builds without a warning", run: docs },
    Step { name: "page", what: "the board's page and server build", run: page },
    Step { name: "typescript", what: "vitest: units, types, end-to-end, browser", run: || node::npm(&["test"]) },
];

/// Lints everything; a warning is an error.
pub(crate) fn clippy() -> Result<(), Failed> {
    cargo(&["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
}

/// Builds what a person or a browser test opens.
pub(crate) fn page() -> Result<(), Failed> {
    node::npm(&["run", "build", "--workspace", "@board/web"])?;
    cargo(&["build", "--quiet", "--package", "board", "--bins"])
}

fn docs() -> Result<(), Failed> {
    let mut command = std::process::Command::new(env!("CARGO"));
    command.args(["doc", "--workspace", "--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "-D warnings");
    crate::run::run(&mut command, "cargo doc --workspace --no-deps")
}
