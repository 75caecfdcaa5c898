//! Packs the crates and checks the resulting archives.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Outside, failed, read};
use crate::process::{TaskError, cargo_command, folders_with, run, run_quietly, workspace_root};

/// Crate extracted from its archive.
pub(super) struct Extracted {
    pub(super) name: String,
    version: String,
    pub(super) folder: PathBuf,
}

/// Build profile of the workspace, repeated so that its compiled dependencies can be reused.
const PROFILE: &str = "
[profile.dev]
debug = \"line-tables-only\"

[profile.dev.package.\"*\"]
debug = false

[profile.dev.package.specta]
opt-level = 3

[profile.dev.package.specta-serde]
opt-level = 3
";

/// Packs every publishable crate, extracts the archives, and patches cargo to use them instead of the registry.
pub(super) fn package(outside: &Outside) -> Result<Vec<Extracted>, TaskError> {
    let manifests = folders_with("crates", "Cargo.toml");
    let crates: Vec<Extracted> =
        manifests.iter().map(|folder| describe(folder, outside)).collect::<Result<_, TaskError>>()?;
    let mut command = cargo_command();
    command.args(["package", "--no-verify", "--allow-dirty", "--quiet"]);
    for found in &crates {
        command.args(["--package", &found.name]);
    }
    run(&mut command, "cargo package --no-verify --allow-dirty for all crates")?;
    for found in &crates {
        extract(found, outside)?;
    }
    let settings = outside.root.join(".cargo");
    fs::create_dir_all(&settings).map_err(|error| failed("creating cargo's settings", &error))?;
    let patches = crates.iter().map(|found| format!("{} = {{ path = {:?} }}\n", found.name, found.folder));
    let text = format!("[patch.crates-io]\n{}{PROFILE}", patches.collect::<String>());
    fs::write(settings.join("config.toml"), text).map_err(|error| failed("writing cargo's settings", &error))?;
    in_order(crates)
}

/// Runs `cargo check` on a project that depends on all crates with default features.
pub(super) fn check_all(outside: &Outside, crates: &[Extracted]) -> Result<(), TaskError> {
    let folder = outside.root.join("every-crate");
    fs::create_dir_all(folder.join("src")).map_err(|error| failed("creating a project", &error))?;
    let dependencies = crates.iter().map(|found| format!("{} = \"{}\"\n", found.name, found.version));
    let manifest = "[package]\nname = \"every-crate\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n";
    let text = format!("{manifest}{}", dependencies.collect::<String>());
    fs::write(folder.join("Cargo.toml"), text).map_err(|error| failed("writing a manifest", &error))?;
    fs::write(folder.join("src/lib.rs"), "").map_err(|error| failed("writing a source file", &error))?;
    seed_lock(&folder)?;
    let mut command = cargo_command();
    command.args(["check", "--quiet"]).current_dir(&folder);
    share_cache(&mut command, outside);
    run(&mut command, "cargo check of a project that depends on all crates")
}

/// Copies the workspace's lock file into a project, so that dependencies resolve to versions that are already compiled.
pub(super) fn seed_lock(project: &Path) -> Result<(), TaskError> {
    let copied = fs::copy(workspace_root().join("Cargo.lock"), project.join("Cargo.lock"));
    copied.map(drop).map_err(|error| failed("copying Cargo.lock", &error))
}

/// Makes a command reuse the workspace's compiled dependencies. Binaries go to another folder, so that they do not
/// overwrite the workspace's binaries of the same name.
pub(super) fn share_cache(command: &mut Command, outside: &Outside) {
    command.env("CARGO_BUILD_BUILD_DIR", target()).env("CARGO_TARGET_DIR", outside.root.join("target"));
}

/// Returns the workspace's target folder.
fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| workspace_root().join("target"), PathBuf::from)
}

fn describe(folder: &Path, outside: &Outside) -> Result<Extracted, TaskError> {
    let name = value(&read(&folder.join("Cargo.toml"))?, "name")?;
    let version = value(&read(&workspace_root().join("Cargo.toml"))?, "version")?;
    let folder = outside.crates().join(format!("{name}-{version}"));
    Ok(Extracted { name, version, folder })
}

/// Returns the first string value with the given key in a manifest.
fn value(manifest: &str, key: &str) -> Result<String, TaskError> {
    let line = manifest.lines().find_map(|line| line.strip_prefix(key)?.trim().strip_prefix("= \""));
    let text = line.and_then(|rest| rest.split('"').next());
    text.map(str::to_owned).ok_or_else(|| TaskError(format!("missing `{key}` in a Cargo.toml")))
}

fn extract(found: &Extracted, outside: &Outside) -> Result<(), TaskError> {
    let archive = target().join("package").join(format!("{}-{}.crate", found.name, found.version));
    for file in ["LICENSE-APACHE", "LICENSE-MIT"] {
        super::npm::require_entry(&archive, &format!("{}-{}/{file}", found.name, found.version))?;
    }
    let mut command = Command::new("tar");
    // `m` sets the modification times to now. In the archive they are all equal, so cargo would not rebuild.
    command.arg("-xzmf").arg(&archive).arg("-C").arg(outside.crates());
    run_quietly(&mut command, "tar -xzmf, of a crate")
}

/// Sorts crates in publication order: each crate comes after its dependencies.
fn in_order(mut rest: Vec<Extracted>) -> Result<Vec<Extracted>, TaskError> {
    let mut sorted: Vec<Extracted> = Vec::new();
    while !rest.is_empty() {
        let mut free = None;
        for (index, found) in rest.iter().enumerate() {
            let manifest = read(&found.folder.join("Cargo.toml"))?;
            let needs = |other: &Extracted| depends(&manifest, &other.name);
            if !rest.iter().any(|other| other.name != found.name && needs(other)) {
                free = Some(index);
                break;
            }
        }
        let index = free.ok_or_else(|| TaskError("cyclic dependency between crates".to_owned()))?;
        sorted.push(rest.remove(index));
    }
    Ok(sorted)
}

/// Returns `true` if an archive's manifest lists the dependency `name`. In archives, cargo writes each dependency as a
/// separate table.
fn depends(manifest: &str, name: &str) -> bool {
    manifest.lines().any(|line| line.ends_with(&format!("dependencies.{name}]")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_values_and_dependencies_in_a_manifest() {
        let manifest = "[package]\nname = \"isotype-auth\"\n\n[dev-dependencies.isotype-core]\nversion = \"0.1.0\"\n";
        assert_eq!(value(manifest, "name").unwrap(), "isotype-auth");
        assert!(value(manifest, "edition").is_err());
        assert!(depends(manifest, "isotype-core"));
        assert!(!depends(manifest, "isotype"));
    }
}
