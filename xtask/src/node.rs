//! Node and npm: whether they are there, and the packages installed.

use std::{fs, process::Command};

use crate::run::{Failed, program, root};

/// The oldest Node on which everything runs: the page's build needs it.
const OLDEST: (u32, u32) = (20, 19);

/// Stops with one line when Node is missing or too old.
pub(crate) fn require() -> Result<(), Failed> {
    let (major, minor) = OLDEST;
    let advice = format!("install Node.js {major}.{minor} or newer, with npm: https://nodejs.org");
    let found = Command::new("node").arg("--version").output();
    let output = found.map_err(|_| Failed(format!("Node.js was not found; {advice}")))?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if parse(&version).is_some_and(|version| version >= OLDEST) {
        Ok(())
    } else {
        Err(Failed(format!("Node.js {version} is too old; {advice}")))
    }
}

/// `v20.19.1` as numbers that compare.
fn parse(version: &str) -> Option<(u32, u32)> {
    let mut numbers = version.trim_start_matches('v').split('.').map(|number| number.parse().ok());
    Some((numbers.next()??, numbers.next()??))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(parse("v20.9.0").unwrap() < OLDEST);
        assert!(parse("v20.19.0").unwrap() >= OLDEST);
        assert!(parse("v22.1.0").unwrap() >= OLDEST);
        assert_eq!(parse("unknown"), None);
    }
}
