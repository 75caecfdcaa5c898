//! Steps of the test run, ordered so that failures show up early.

use std::process::{Command, ExitCode};

use crate::{
    api, bindings, minimal, node, package,
    process::{TaskError, cargo, cargo_command, run},
    tools, types,
};

/// Step of the test run.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    pub(crate) run: fn() -> Result<Outcome, TaskError>,
}

/// Result of a step that did not fail.
pub(crate) enum Outcome {
    Passed,
    /// A tool is missing. The message names the tool and explains how to install it.
    Skipped(String),
}

impl Outcome {
    /// Prints the reason if the step was skipped, and returns the exit code.
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Outcome::Passed => ExitCode::SUCCESS,
            Outcome::Skipped(reason) => {
                eprintln!("SKIPPED: {reason}");
                ExitCode::FAILURE
            }
        }
    }
}

/// All steps.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "fmt",
        description: "the Rust code is formatted",
        run: || passed(cargo(&["fmt", "--all", "--check"])),
    },
    Step { name: "install", description: "the npm packages are installed", run: || passed(node::install()) },
    Step { name: "clippy", description: "the Rust code has no lint warnings", run: || passed(clippy()) },
    Step {
        name: "lint",
        description: "the TypeScript has no lint warnings",
        run: || passed(node::npm(&["run", "lint", "--if-present"])),
    },
    Step {
        name: "deny",
        description: "dependencies comply with the license, source and duplicate rules",
        run: tools::deny,
    },
    Step { name: "unused", description: "no dependency, file or export is unused", run: tools::unused },
    Step {
        name: "bindings",
        description: "the generated packages are up to date",
        run: || passed(bindings::run(true)),
    },
    Step {
        name: "types",
        description: "the TypeScript builds and type-checks with both compilers",
        run: || passed(types::run()),
    },
    Step { name: "rust", description: "Rust tests, doc tests, compile-fail", run: || passed(rust_tests()) },
    Step { name: "features", description: "each feature compiles alone", run: tools::features },
    Step {
        name: "minimal",
        description: "tests run with the oldest accepted dependency versions",
        run: || passed(minimal::check()),
    },
    Step { name: "msrv", description: "the code compiles with the minimum supported Rust version", run: tools::msrv },
    Step { name: "docs", description: "the documentation builds without warnings", run: || passed(docs()) },
    Step { name: "api", description: "the public API matches the checked-in listings", run: || api::run(true) },
    Step { name: "board", description: "the board's web app and server build", run: || passed(build_board()) },
    Step {
        name: "typescript",
        description: "vitest: units, types, end-to-end, browser",
        run: || passed(node::npm(&["test"])),
    },
    Step {
        name: "package",
        description: "the README's steps work with the packed crates and packages",
        run: || passed(package::run()),
    },
];

/// Runs clippy on all targets and denies warnings.
pub(crate) fn clippy() -> Result<(), TaskError> {
    cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--quiet", "--", "-D", "warnings"])
}

/// Builds the board's web app and server.
pub(crate) fn build_board() -> Result<(), TaskError> {
    node::npm(&["run", "build", "--workspace", "@board/web"])?;
    cargo(&["build", "--quiet", "--package", "board", "--bins"])
}

fn passed(result: Result<(), TaskError>) -> Result<Outcome, TaskError> {
    result.map(|()| Outcome::Passed)
}

fn rust_tests() -> Result<(), TaskError> {
    cargo(&["test", "--workspace", "--all-features", "--quiet", "--no-fail-fast"])
}

fn docs() -> Result<(), TaskError> {
    let build = |more: &[&str]| {
        let arguments = [&["doc", "--workspace", "--all-features", "--no-deps", "--quiet"], more].concat();
        let line = format!("cargo {}", arguments.join(" "));
        let mut command: Command = cargo_command();
        run(command.args(&arguments).env("RUSTDOCFLAGS", "-D warnings"), &line)
    };
    build(&[])?;
    build(&["--document-private-items"])
}
