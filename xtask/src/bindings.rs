//! The generated packages: one per application.

use crate::run::{Failed, cargo};

/// The applications of this repository, by package and by folder, and with what else; each has a binary `bindings`.
const APPLICATIONS: &[(&str, &str, &[&str])] = &[
    ("hello", "hello", &[]),
    ("board", "board", &["--zod"]),
    ("isotype-conformance", "conformance", &[]),
    ("isotype-golden", "golden", &[]),
    ("isotype-rules", "rules", &["--zod"]),
];

/// Writes every package, or says which are stale: all of them, in one run.
pub(crate) fn run(check: bool) -> Result<(), Failed> {
    let mut outcome = Ok(());
    for (package, folder, extras) in APPLICATIONS {
        let (out, openapi) = (format!("bindings/{folder}"), format!("tests/openapi/documents/{folder}.json"));
        let mut arguments = vec!["run", "--quiet", "--package", package, "--bin", "bindings", "--"];
        arguments.extend(["--out", &out, "--openapi", &openapi]);
        arguments.extend(*extras);
        arguments.extend(check.then_some("--check"));
        if let Err(failed) = cargo(&arguments) {
            outcome = Err(failed);
        }
    }
    // It asks every procedure to state who may call it.
    cargo(&["run", "--quiet", "--package", "board", "--bin", "bindings", "--", "audit"]).and(outcome)
}
