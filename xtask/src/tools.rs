//! Checks with optional tools. If a tool is missing, the check is skipped with the command that installs it.

use std::{env, fs, path::PathBuf, process::Command};

use crate::{
    node,
    process::{TaskError, cargo, run, workspace_root},
    steps::Outcome,
};

/// Crates that have features.
const WITH_FEATURES: &[&str] = &["auth", "axum", "lowering", "observe", "policy", "server", "sql"];

/// Checks licenses, sources and duplicates, and advisories if their database is available.
pub(crate) fn deny() -> Result<Outcome, TaskError> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    // A failed fetch leaves an empty folder.
    let databases = fs::read_dir(home.join("advisory-dbs")).into_iter().flatten().flatten();
    let has_advisories = databases.into_iter().any(|entry| entry.path().is_dir());
    if !has_advisories {
        println!("advisories are not checked: their database is not here; fetch it by `cargo deny fetch`");
    }
    with_tool("cargo-deny", || {
        cargo(&["deny", "--log-level", "error", "check", "licenses", "sources", "bans"])?;
        if has_advisories { cargo(&["deny", "--offline", "check", "advisories"]) } else { Ok(()) }
    })
}

/// Reports unused dependencies of crates, and unused files, exports and dependencies of npm packages.
pub(crate) fn unused() -> Result<Outcome, TaskError> {
    node::install()?;
    node::npm(&["run", "--silent", "knip"])?;
    with_tool("cargo-machete", || cargo(&["machete", "crates", "examples", "tests", "xtask"]))
}

/// Checks each crate with each of its features alone.
pub(crate) fn features() -> Result<Outcome, TaskError> {
    with_tool("cargo-hack", || {
        let mut arguments = vec!["hack", "check", "--each-feature", "--quiet", "--package", "isotype"];
        let crates: Vec<String> = WITH_FEATURES.iter().map(|name| format!("isotype-{name}")).collect();
        crates.iter().for_each(|name| arguments.extend(["--package", name]));
        cargo(&arguments)
    })
}

/// Checks the workspace with its minimum supported Rust version.
pub(crate) fn msrv() -> Result<Outcome, TaskError> {
    let manifest = fs::read_to_string(workspace_root().join("Cargo.toml"));
    let manifest = manifest.map_err(|error| TaskError(format!("Cargo.toml cannot be read: {error}")))?;
    let promised = manifest.split_once("rust-version = \"").and_then(|(_, rest)| rest.split('"').next());
    let promised = promised.ok_or_else(|| TaskError("Cargo.toml has no `rust-version`".to_owned()))?;
    if output("rustc", &["--version"]).is_some_and(|version| version.starts_with(&format!("rustc {promised}."))) {
        println!("Rust {promised} is the one in use: every other step checks it");
        return Ok(Outcome::Passed);
    }
    let toolchain = format!("+{promised}");
    if output("cargo", &[&toolchain, "--version"]).is_none() {
        let advice = format!("Rust {promised} is not installed; install it by `rustup toolchain install {promised}`");
        return Ok(Outcome::Skipped(advice));
    }
    let mut command = Command::new("cargo");
    command.args([&toolchain, "check", "--workspace", "--all-targets", "--quiet"]).current_dir(workspace_root());
    command.env("CARGO_TARGET_DIR", workspace_root().join("target/msrv")).env_remove("RUSTUP_TOOLCHAIN");
    run(&mut command, &format!("cargo {toolchain} check --workspace --all-targets"))?;
    Ok(Outcome::Passed)
}

/// Runs a check if its cargo subcommand is installed.
pub(crate) fn with_tool(tool: &str, check: impl FnOnce() -> Result<(), TaskError>) -> Result<Outcome, TaskError> {
    let subcommand = tool.trim_start_matches("cargo-");
    if output("cargo", &[subcommand, "--version"]).is_none() {
        let advice = format!("{tool} is not installed; install it by `cargo install --locked {tool}`");
        return Ok(Outcome::Skipped(advice));
    }
    check().map(|()| Outcome::Passed)
}

/// Returns the output of a program, or `None` if it is missing or fails.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).env_remove("RUSTUP_TOOLCHAIN").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
