//! Node.js version check and npm commands.

use std::{fs, process::Command};

use crate::process::{TaskError, run_program, workspace_root};

/// Minimum Node.js version, as required by the build of the board's web app.
const MIN_NODE_VERSION: (u32, u32) = (20, 19);

/// Returns an error if Node.js is missing or too old.
pub(crate) fn require_node() -> Result<(), TaskError> {
    let (major, minor) = MIN_NODE_VERSION;
    let advice = format!("install Node.js {major}.{minor} or newer, with npm: https://nodejs.org");
    let found = Command::new("node").arg("--version").output();
    let output = found.map_err(|_| TaskError(format!("Node.js not found; {advice}")))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if parse_version(&version).is_some_and(|version| version >= MIN_NODE_VERSION) {
        Ok(())
    } else {
        Err(TaskError(format!("Node.js {version} is too old; {advice}")))
    }
}

/// Parses the major and minor version of a string such as `v20.19.1`.
fn parse_version(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
}

/// Installs the packages in the lock file unless they are already up to date.
pub(crate) fn install() -> Result<(), TaskError> {
    require_node()?;
    let modified = |path: &str| fs::metadata(workspace_root().join(path)).and_then(|data| data.modified()).ok();
    match (modified("package-lock.json"), modified("node_modules/.package-lock.json")) {
        (Some(wanted), Some(installed)) if installed >= wanted => Ok(()),
        _ => npm(&["ci", "--no-audit", "--no-fund"]),
    }
}

/// Runs npm.
pub(crate) fn npm(arguments: &[&str]) -> Result<(), TaskError> {
    run_program("npm", arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(parse_version("v20.9.0").unwrap() < MIN_NODE_VERSION);
        assert!(parse_version("v20.19.0").unwrap() >= MIN_NODE_VERSION);
        assert!(parse_version("v22.1.0").unwrap() >= MIN_NODE_VERSION);
        assert_eq!(parse_version("unknown"), None);
    }
}
