//! The generated packages: one per application.

use crate::run::{Failed, cargo};

/// The applications of this repository; each has a binary `bindings`.
const APPLICATIONS: &[&str] = &["hello", "board"];

/// Writes every package, or says which are stale.
pub(crate) fn run(check: bool) -> Result<(), Failed> {
    for application in APPLICATIONS {
        let out = format!("bindings/{application}");
        let mut arguments = vec!["run", "--quiet", "--package", application, "--bin", "bindings", "--", "--out", &out];
        arguments.extend(check.then_some("--check"));
        cargo(&arguments)?;
    }
    Ok(())
}
