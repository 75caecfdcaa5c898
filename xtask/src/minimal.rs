//! Checks that the lock file pins the oldest version that each requirement accepts, so that tests cover it.

use std::fs;

use crate::process::{TaskError, workspace_root};

/// Returns an error if a workspace dependency accepts a version older than the one in the lock file.
pub(crate) fn check() -> Result<(), TaskError> {
    let read = |name: &str| {
        let text = fs::read_to_string(workspace_root().join(name));
        text.map_err(|error| TaskError(format!("cannot read {name}: {error}")))
    };
    let untested = untested(&read("Cargo.toml")?, &read("Cargo.lock")?);
    if untested.is_empty() {
        println!("the lock file pins the oldest version that each requirement accepts");
        return Ok(());
    }
    let advice = "raise these requirements in Cargo.toml to the versions in Cargo.lock";
    Err(TaskError(format!(
        "the oldest accepted versions of some dependencies are untested; {advice}: {}",
        untested.join(", ")
    )))
}

/// Returns the names of the dependencies whose oldest accepted version is not in the lock file.
fn untested(manifest: &str, lock: &str) -> Vec<String> {
    let table = manifest.split("\n[").find(|table| table.starts_with("workspace.dependencies]")).unwrap_or_default();
    let lines = table.lines().filter_map(|line| line.split_once(" = "));
    let required = lines.filter_map(|(name, value)| Some((name, requirement(value)?)));
    let is_locked = |name: &str, oldest: &str| {
        lock.contains(&format!("name = \"{name}\"\nversion = \"{oldest}\"")) || {
            // Requirements do not include build metadata.
            lock.contains(&format!("name = \"{name}\"\nversion = \"{oldest}+"))
        }
    };
    required.filter(|(name, oldest)| !is_locked(name, oldest)).map(|(name, _)| name.to_owned()).collect()
}

/// Returns the oldest version that a dependency's requirement accepts, or `None` for a workspace crate.
fn requirement(value: &str) -> Option<&str> {
    if value.contains("path = ") {
        return None;
    }
    let text = value.strip_prefix('"').or_else(|| value.split_once("version = \"").map(|(_, rest)| rest))?;
    let text = text.split('"').next()?;
    text.split(',').next().map(|oldest| oldest.trim_start_matches(['=', '>', '^']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_requirements_older_than_the_lock_file() {
        let manifest = "[workspace.dependencies]\nown = { path = \"own\", version = \"0.1.0\" }\na = \"1.2.3\"\n\
                        b = { version = \">=1.0.0, <3\" }\nc = \"1\"\n";
        let lock = "name = \"a\"\nversion = \"1.2.3\"\n\nname = \"b\"\nversion = \"1.0.0+x\"\n\nname = \"c\"\nversion = \"1.9.0\"\n";
        assert_eq!(untested(&format!("\n{manifest}"), lock), ["c"]);
    }
}
