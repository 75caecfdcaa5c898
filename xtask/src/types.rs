//! Type-checks TypeScript with both supported compilers.

use std::fs;

use crate::{
    node,
    process::{TaskError, run_program, workspace_root},
};

/// Folders whose subfolders with a `tsconfig.json` are packages.
const FOLDERS: &[&str] = &["client-ts", "examples/hello", "examples/board", "tests"];

/// TypeScript 5.9 and the native TypeScript 7.
const COMPILERS: &[&str] = &["node_modules/typescript/bin/tsc", "node_modules/typescript7/bin/tsc"];

/// Builds the client packages and type-checks everything that uses them.
pub(crate) fn run() -> Result<(), TaskError> {
    node::npm(&["run", "build"])?;
    for package in packages() {
        for compiler in COMPILERS {
            run_program("node", &[compiler, "--noEmit", "--project", &package])?;
        }
    }
    Ok(())
}

fn packages() -> Vec<String> {
    let children = |folder: &&str| {
        let entries = fs::read_dir(workspace_root().join(folder)).into_iter().flatten().flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.map(|name| format!("{folder}/{name}")).collect::<Vec<_>>()
    };
    let mut found: Vec<String> = FOLDERS.iter().flat_map(children).collect();
    found.retain(|package| workspace_root().join(package).join("tsconfig.json").exists());
    found.sort();
    found
}
