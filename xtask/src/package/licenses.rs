//! License files, which each published crate and npm package must contain a copy of.

use std::path::Path;

use super::read;
use crate::process::{TaskError, folders_with, workspace_root};

const FILES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// Checks that each copy equals the file in the workspace root.
pub(super) fn check() -> Result<(), TaskError> {
    let folders = [folders_with("crates", "Cargo.toml"), folders_with("client-ts", "package.json")].concat();
    let mut stale = Vec::new();
    for file in FILES {
        let expected = read(&workspace_root().join(file))?;
        let differing = folders.iter().filter(|folder| read(&folder.join(file)).ok().as_ref() != Some(&expected));
        stale.extend(differing.map(|folder| format!("cp {file} {}", relative(folder))));
    }
    if stale.is_empty() {
        println!("{} copies of each license file match the workspace root", folders.len());
        return Ok(());
    }
    Err(TaskError(format!(
        "license files are missing or differ from those in the workspace root; run:\n{}",
        stale.join("\n")
    )))
}

fn relative(folder: &Path) -> String {
    folder.strip_prefix(workspace_root()).unwrap_or(folder).display().to_string()
}
