//! The generated packages: one per application.

use crate::run::{Failed, cargo};

/// The applications of this repository; each has a binary `bindings`.
const APPLICATIONS: &[&str] = &["hello", "board"];

/// Writes every package, or says which are stale: all of them, in one run.
pub(crate) fn run(check: bool) -> Result<(), Failed> {
    let mut outcome = Ok(());
    for application in APPLICATIONS {
        let out = format!("bindings/{application}");
        let mut arguments = vec!["run", "--quiet", "--package", application, "--bin", "bindings", "--", "--out", &out];
        arguments.extend(check.then_some("--check"));
        if let Err(failed) = cargo(&arguments) {
            outcome = Err(failed);
        }
    }
    outcome
}
