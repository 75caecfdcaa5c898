//! Node and npm: whether they are there, and the packages installed.

use std::{fs, process::Command};

use crate::run::{Failed, program, root};

/// The oldest Node that the client supports.
const OLDEST: u32 = 20;

/// Stops with one line when Node is missing or too old.
pub(crate) fn require() -> Result<(), Failed> {
    let advice = format!("install Node.js {OLDEST} or newer (https://nodejs.org, or: apt-get install nodejs npm)");
    let output = Command::new("node")
        .arg("--version")
        .output()
        .map_err(|_| Failed(format!("Node.js was not found: {advice}")))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    match major {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(Failed(format!("Node.js {version} is too old: {advice}"))),
    }
}

/// Installs the packages of the lock file, unless they are there already.
pub(crate) fn install() -> Result<(), Failed> {
    require()?;
    let modified = |path: &str| fs::metadata(root().join(path)).and_then(|data| data.modified()).ok();
    match (modified("package-lock.json"), modified("node_modules/.package-lock.json")) {
        (Some(wanted), Some(installed)) if installed >= wanted => Ok(()),
        _ => npm(&["ci", "--no-audit", "--no-fund"]),
    }
}

/// Runs npm.
pub(crate) fn npm(arguments: &[&str]) -> Result<(), Failed> {
    program("npm", arguments)
}
