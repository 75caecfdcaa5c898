//! Files of the repository, without build output and installed packages.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Directories that are skipped.
const SKIPPED_DIRECTORIES: &[&str] = &[".git", "target", "node_modules", "dist"];

/// Returns the root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).expect("the crate lies two folders deep").to_owned()
}

/// Returns every file below a folder, as a path from the root.
pub(crate) fn files(folder: &str) -> Vec<String> {
    let (root, mut found, mut folders) = (root(), Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let entry = entry.expect("a readable folder");
            let name = entry.file_name().to_string_lossy().into_owned();
            let kind = entry.file_type().expect("a file's kind");
            if kind.is_dir() && !SKIPPED_DIRECTORIES.contains(&name.as_str()) {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path().strip_prefix(&root).expect("below the root").to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// Returns the text of a file; an empty string if it is not UTF-8.
pub(crate) fn read(path: &str) -> String {
    fs::read(root().join(path)).ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
