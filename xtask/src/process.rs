//! Runs child processes.

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Error message of a failed task.
#[derive(Debug)]
pub(crate) struct TaskError(pub(crate) String);

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Returns the workspace root.
pub(crate) fn workspace_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Returns the subfolders of `parent` that contain `file`, sorted by name.
pub(crate) fn folders_with(parent: &str, file: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(workspace_root().join(parent)).into_iter().flatten().flatten();
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.join(file).exists()).collect();
    folders.sort();
    folders
}

/// Runs a program in the workspace root. Its output is inherited.
pub(crate) fn run_program(name: &str, arguments: &[&str]) -> Result<(), TaskError> {
    run(Command::new(name).args(arguments).current_dir(workspace_root()), &format!("{name} {}", arguments.join(" ")))
}

/// Runs cargo in the workspace root.
pub(crate) fn cargo(arguments: &[&str]) -> Result<(), TaskError> {
    run(cargo_command().args(arguments), &format!("cargo {}", arguments.join(" ")))
}

/// Returns a cargo command that runs in the workspace root, without the variables set by the outer cargo, which would
/// cause build scripts to rerun.
pub(crate) fn cargo_command() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(workspace_root());
    let set_by_cargo = |name: &str| {
        ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| name.starts_with(prefix))
            || ["CARGO", "CARGO_CRATE_NAME", "CARGO_PRIMARY_PACKAGE", "OUT_DIR"].contains(&name)
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(set_by_cargo) {
            command.env_remove(name);
        }
    }
    command
}

/// Prints `line`, then runs the command.
pub(crate) fn run(command: &mut Command, line: &str) -> Result<(), TaskError> {
    println!("$ {line}");
    run_quietly(command, line)
}

/// Runs the command without printing it. Error messages refer to it as `line`.
pub(crate) fn run_quietly(command: &mut Command, line: &str) -> Result<(), TaskError> {
    let status = command.status().map_err(|error| TaskError(format!("cannot start `{line}`: {error}")))?;
    if status.success() { Ok(()) } else { Err(TaskError(format!("`{line}` failed: {status}"))) }
}

/// Prints `line`, then runs the command and returns its standard output.
pub(crate) fn run_captured(command: &mut Command, line: &str) -> Result<String, TaskError> {
    println!("$ {line}");
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| TaskError(format!("cannot start `{line}`: {error}")))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(printed) } else { Err(TaskError(format!("`{line}` failed: {}", output.status))) }
}
