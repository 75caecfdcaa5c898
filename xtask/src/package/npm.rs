//! Packs the npm packages and checks the resulting tarballs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{Outside, failed, read};
use crate::{
    node,
    process::{TaskError, folders_with, run, run_quietly, workspace_root},
};

/// Tarball of an npm package.
pub(super) struct Tarball {
    pub(super) name: String,
    pub(super) file: PathBuf,
}

/// Packages in build order. The others depend on the client.
const BUILD_ORDER: &[&str] = &["client", "tanstack-query", "react"];

/// Builds and packs all npm packages, and checks the contents of the tarballs.
pub(super) fn package(outside: &Outside) -> Result<Vec<Tarball>, TaskError> {
    node::install()?;
    let mut folders = folders_with("client-ts", "package.json");
    folders.sort_by_key(|folder| BUILD_ORDER.iter().position(|name| folder.ends_with(name)).unwrap_or(usize::MAX));
    folders.iter().map(|folder| pack(folder, outside)).collect()
}

fn pack(folder: &Path, outside: &Outside) -> Result<Tarball, TaskError> {
    let manifest = read(&folder.join("package.json"))?;
    let (name, version) = (member(&manifest, "name")?, member(&manifest, "version")?);
    let mut command = Command::new("npm");
    command.args(["pack", "--silent", "--pack-destination"]).arg(outside.npm()).current_dir(folder);
    run(&mut command, &format!("npm pack, of {name}"))?;
    let file = outside.npm().join(format!("{}-{version}.tgz", name.trim_start_matches('@').replace('/', "-")));
    for entry in ["package/dist/index.js", "package/dist/index.d.ts", "package/LICENSE-APACHE", "package/LICENSE-MIT"] {
        require_entry(&file, entry)?;
    }
    check_source_maps(&file, &outside.npm().join(name.replace('/', "-")))?;
    Ok(Tarball { name, file })
}

/// Returns an error if an archive lacks an entry.
pub(super) fn require_entry(archive: &Path, entry: &str) -> Result<(), TaskError> {
    let listed = Command::new("tar").arg("-tzf").arg(archive).output();
    let listed = listed.map_err(|error| failed("starting `tar`", &error))?;
    if String::from_utf8_lossy(&listed.stdout).lines().any(|line| line == entry) {
        return Ok(());
    }
    let archive = archive.display();
    Err(TaskError(format!(
        "{archive} does not contain {entry}; check `files` and `prepack`, or `exclude`, in its manifest"
    )))
}

/// Checks that the source maps refer only to files in the same tarball and contain no absolute paths.
fn check_source_maps(tarball: &Path, folder: &Path) -> Result<(), TaskError> {
    fs::create_dir_all(folder).map_err(|error| failed("creating a folder", &error))?;
    let mut command = Command::new("tar");
    command.arg("-xzf").arg(tarball).arg("-C").arg(folder);
    run_quietly(&mut command, "tar -xzf, of an npm package")?;
    let mut maps = Vec::new();
    collect_maps(&folder.join("package/dist"), &mut maps)?;
    if maps.is_empty() {
        return Err(TaskError(format!("{} contains no source maps", tarball.display())));
    }
    for map in &maps {
        let text = read(map)?;
        let parent = map.parent().unwrap_or(folder);
        let is_local = |source: &&str| !source.starts_with(['/', '\\']) && parent.join(source).is_file();
        let lost: Vec<&str> = sources(&text).into_iter().filter(|source| !is_local(source)).collect();
        if !lost.is_empty() || text.contains(&*workspace_root().to_string_lossy()) {
            let map = map.display();
            return Err(TaskError(format!("{map} refers to sources that are not in the package: {lost:?}")));
        }
    }
    println!("{} source maps refer to sources in the package", maps.len());
    Ok(())
}

fn collect_maps(folder: &Path, maps: &mut Vec<PathBuf>) -> Result<(), TaskError> {
    for entry in fs::read_dir(folder).map_err(|error| failed("reading `dist`", &error))?.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect_maps(&path, maps)?;
        } else if path.extension().is_some_and(|extension| extension == "map") {
            maps.push(path);
        }
    }
    Ok(())
}

/// Returns the sources of a source map. Relies on tsc writing them on one line and without escapes.
fn sources(map: &str) -> Vec<&str> {
    let list = map.split_once("\"sources\":[").and_then(|(_, rest)| rest.split(']').next()).unwrap_or_default();
    list.split(',').map(|source| source.trim_matches('"')).filter(|source| !source.is_empty()).collect()
}

/// Returns the first string value with the given key in a manifest.
fn member(manifest: &str, name: &str) -> Result<String, TaskError> {
    let value = manifest.split_once(&format!("\"{name}\": \"")).and_then(|(_, rest)| rest.split('"').next());
    value.map(str::to_owned).ok_or_else(|| TaskError(format!("missing `{name}` in a package.json")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_sources_of_a_map() {
        let map = r#"{"version":3,"sourceRoot":"","sources":["../src/index.ts","../src/a.ts"],"names":[]}"#;
        assert_eq!(sources(map), ["../src/index.ts", "../src/a.ts"]);
        assert!(sources("{}").is_empty());
    }
}
