//! Bindings packages generated for the repository's applications.

use crate::process::{TaskError, cargo};

/// Cargo package, binary, output folder and additional arguments for each application.
const APPLICATIONS: &[(&str, &str, &str, &[&str])] = &[
    ("hello", "hello-bindings", "hello", &[]),
    ("board", "bindings", "board", &["--zod"]),
    ("isotype-conformance", "conformance-bindings", "conformance", &[]),
    ("isotype-golden", "golden-bindings", "golden", &[]),
    ("isotype-golden", "golden-bindings-bigint", "golden-bigint", &["--zod"]),
    ("isotype-golden", "golden-bindings-text", "golden-text", &["--zod"]),
    ("isotype-rules", "rules-bindings", "rules", &["--zod"]),
];

/// Generates all packages or, if `check` is set, reports the stale ones.
///
/// # Errors
///
/// Returns an error if a package is stale, or if a procedure of the board declares no access policy.
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
