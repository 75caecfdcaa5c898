//! Checks that use optional tools. If a tool is missing, its check is skipped with a message that explains how to
//! install it.

use std::{env, fs, path::PathBuf, process::Command};

use crate::{
    node,
    process::{TaskError, cargo, cargo_command, run, workspace_root},
    steps::Outcome,
};

/// Crates that have features.
const WITH_FEATURES: &[&str] = &["auth", "axum", "lowering", "observe", "policy", "server", "sql"];

/// Checks licenses, sources and duplicates of dependencies, and security advisories if the advisory database is
/// available.
pub(crate) fn deny() -> Result<Outcome, TaskError> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).unwrap_or_default();
    // A failed fetch leaves an empty folder behind.
    let databases = fs::read_dir(home.join("advisory-dbs")).into_iter().flatten().flatten();
    let has_advisories = databases.into_iter().any(|entry| entry.path().is_dir());
    if !has_advisories {
        println!("skipping advisories: no advisory database found; download it with `cargo deny fetch`");
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
    let manifest = manifest.map_err(|error| TaskError(format!("cannot read Cargo.toml: {error}")))?;
    let promised = manifest.split_once("rust-version = \"").and_then(|(_, rest)| rest.split('"').next());
    let promised = promised.ok_or_else(|| TaskError("missing `rust-version` in Cargo.toml".to_owned()))?;
    if output("rustc", &["--version"]).is_some_and(|version| version.starts_with(&format!("rustc {promised}."))) {
        println!("Rust {promised} is the active toolchain, so all other steps already check it");
        return Ok(Outcome::Passed);
    }
    let toolchain = format!("+{promised}");
    if output("cargo", &[&toolchain, "--version"]).is_none() {
        let advice = format!("Rust {promised} is not installed; install it with `rustup toolchain install {promised}`");
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
    let found = cargo_command().args([subcommand, "--version"]).output();
    if !found.is_ok_and(|found| found.status.success()) {
        let advice = format!("{tool} is not installed; install it with `cargo install --locked {tool}`");
        return Ok(Outcome::Skipped(advice));
    }
    check().map(|()| Outcome::Passed)
}

/// Returns the output of a program, or `None` if it is missing or fails.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).env_remove("RUSTUP_TOOLCHAIN").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
