//! Public API listings, checked in so that API changes show up in code review.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    node,
    process::{TaskError, cargo_command, folders_with, run_captured, workspace_root},
    steps::Outcome,
    tools::output,
};

/// Version of `cargo-public-api` that generates the listings. Other versions may format items differently.
const TOOL_VERSION: &str = "0.52";

/// Writes or checks the API listings of the npm packages and the crates.
pub(crate) fn run(check: bool) -> Result<Outcome, TaskError> {
    node::install()?;
    node::npm(&["run", "--silent", "build"])?;
    let mut command = Command::new("node");
    command.arg("tests/api/typescript.mjs").args(check.then_some("--check")).current_dir(workspace_root());
    let typescript = crate::process::run(&mut command, "node tests/api/typescript.mjs");
    if let Some(reason) = missing_tool() {
        return typescript.map(|()| Outcome::Skipped(format!("listings of the crates: {reason}")));
    }
    let rust = crates(check);
    typescript.and(rust).map(|()| Outcome::Passed)
}

/// Returns instructions for installing a missing tool, if any. A nightly toolchain is required because only nightly
/// rustdoc can output JSON.
fn missing_tool() -> Option<String> {
    let version = output("cargo-public-api", &["--version"]);
    if !version.is_some_and(|version| version.contains(&format!(" {TOOL_VERSION}."))) {
        let advice = format!("cargo install --locked cargo-public-api@{TOOL_VERSION}");
        return Some(format!("cargo-public-api {TOOL_VERSION} is not installed; install it with `{advice}`"));
    }
    let nightly = output("cargo", &["+nightly", "--version"]);
    nightly
        .is_none()
        .then(|| "Rust nightly is not installed; install it with `rustup toolchain install nightly`".to_owned())
}

fn crates(check: bool) -> Result<(), TaskError> {
    let folder = workspace_root().join("tests/api/rust");
    fs::create_dir_all(&folder).map_err(|error| TaskError(format!("cannot create tests/api/rust: {error}")))?;
    let mut stale = Vec::new();
    for found in folders_with("crates", "Cargo.toml") {
        let name = found.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let listing = list(&found)?;
        let file = folder.join(format!("{name}.txt"));
        let known = fs::read_to_string(&file).unwrap_or_default();
        if listing == known {
            continue;
        }
        if check {
            show_changes(&name, &known, &listing);
            stale.push(name);
        } else {
            fs::write(&file, &listing).map_err(|error| TaskError(format!("cannot write {name}.txt: {error}")))?;
            println!("wrote tests/api/rust/{name}.txt");
        }
    }
    if stale.is_empty() {
        return Ok(());
    }
    Err(TaskError(format!(
        "the public API of {} has changed; if this is intended, run `cargo xtask api`",
        stale.join(", ")
    )))
}

/// Lists the public items of the crate in `folder`.
fn list(folder: &Path) -> Result<String, TaskError> {
    let manifest: PathBuf = folder.join("Cargo.toml");
    let mut command = cargo_command();
    command.env_remove("RUSTUP_TOOLCHAIN").args(["public-api", "-ss", "--all-features", "--color", "never"]);
    command.arg("--manifest-path").arg(&manifest).arg("--target-dir").arg(workspace_root().join("target/public-api"));
    run_captured(&mut command, &format!("cargo public-api for {}", folder.file_name().unwrap_or_default().display()))
}

fn show_changes(name: &str, known: &str, listing: &str) {
    let (known, listing): (Vec<&str>, Vec<&str>) = (known.lines().collect(), listing.lines().collect());
    known.iter().filter(|line| !listing.contains(line)).for_each(|line| println!("{name}: - {line}"));
    listing.iter().filter(|line| !known.contains(line)).for_each(|line| println!("{name}: + {line}"));
}
