//! Running other programs, in the project's root.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

/// Why a step did not succeed, for a person.
#[derive(Debug)]
pub(crate) struct TaskError(pub(crate) String);

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The project's root.
pub(crate) fn workspace_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Runs a program; its output goes where ours goes.
pub(crate) fn run_program(name: &str, arguments: &[&str]) -> Result<(), TaskError> {
    run(Command::new(name).args(arguments), &format!("{name} {}", arguments.join(" ")))
}

/// Runs cargo.
pub(crate) fn cargo(arguments: &[&str]) -> Result<(), TaskError> {
    run(Command::new(env!("CARGO")).args(arguments), &format!("cargo {}", arguments.join(" ")))
}

/// Runs a prepared command, shown as `line`.
pub(crate) fn run(command: &mut Command, line: &str) -> Result<(), TaskError> {
    println!("$ {line}");
    let status = command
        .current_dir(workspace_root())
        .status()
        .map_err(|error| TaskError(format!("`{line}` cannot be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(TaskError(format!("`{line}` failed: {status}"))) }
}
