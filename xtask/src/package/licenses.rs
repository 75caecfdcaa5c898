//! License files: each published crate and npm package carries copies of the workspace's.

use std::path::Path;

use super::read;
use crate::process::{TaskError, folders_with, workspace_root};

const FILES: &[&str] = &["LICENSE-APACHE", "LICENSE-MIT"];

/// Checks that each copy equals the file in the workspace's root.
pub(super) fn check() -> Result<(), TaskError> {
    let folders = [folders_with("crates", "Cargo.toml"), folders_with("client-ts", "package.json")].concat();
    let mut stale = Vec::new();
    for file in FILES {
        let expected = read(&workspace_root().join(file))?;
        let differing = folders.iter().filter(|folder| read(&folder.join(file)).ok().as_ref() != Some(&expected));
        stale.extend(differing.map(|folder| format!("cp {file} {}", relative(folder))));
    }
    if stale.is_empty() {
        println!("{} copies of each are equal to the root's", folders.len());
        return Ok(());
    }
    Err(TaskError(format!("license files are missing or differ from the root's; run:\n{}", stale.join("\n"))))
}

fn relative(folder: &Path) -> String {
    folder.strip_prefix(workspace_root()).unwrap_or(folder).display().to_string()
}
