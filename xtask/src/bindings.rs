//! Generated packages of the repository's applications.

use crate::process::{TaskError, cargo};

/// Applications with generated packages: package, binary, folder and further arguments.
const APPLICATIONS: &[(&str, &str, &str, &[&str])] = &[
    ("hello", "hello-bindings", "hello", &[]),
    ("board", "bindings", "board", &["--zod"]),
    ("isotype-conformance", "conformance-bindings", "conformance", &[]),
    ("isotype-golden", "golden-bindings", "golden", &[]),
    ("isotype-golden", "golden-bindings-bigint", "golden-bigint", &["--zod"]),
    ("isotype-golden", "golden-bindings-text", "golden-text", &["--zod"]),
    ("isotype-rules", "rules-bindings", "rules", &["--zod"]),
];

/// Writes every package, or reports all stale ones.
///
/// # Errors
///
/// Returns an error if a package is stale or a procedure declares no access policy.
pub(crate) fn run(check: bool) -> Result<(), TaskError> {
    let mut outcome = Ok(());
    for (package, binary, folder, extras) in APPLICATIONS {
        let (out, openapi) = (format!("bindings/{folder}"), format!("tests/openapi/documents/{folder}.json"));
        let mut arguments = vec!["run", "--quiet", "--package", package, "--bin", binary, "--"];
        arguments.extend(["--out", &out, "--openapi", &openapi]);
        arguments.extend(*extras);
        arguments.extend(check.then_some("--check"));
        if let Err(failed) = cargo(&arguments) {
            outcome = Err(failed);
        }
    }
    // Fails if a procedure declares no access policy.
    cargo(&["run", "--quiet", "--package", "board", "--bin", "bindings", "--", "audit"]).and(outcome)
}
