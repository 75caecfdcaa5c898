//! Tests of writing files and of detecting stale ones.

use std::fs;

use isotype_codegen::{Error, Package};
use tempfile::TempDir;

use crate::api::Api;

fn package(directory: &TempDir, name: &str) -> Package {
    let mut api = Api::new();
    api.query::<(), String>(name).register();
    Package::generate(&api.contract().expect("contract is valid"), directory.path(), Some("@x/y"))
        .expect("package is generated")
}

#[test]
fn writes_only_changed_files_and_leaves_no_others() {
    let directory = TempDir::new().expect("directory is created");
    let first = package(&directory, "one");
    assert_eq!(first.write(directory.path()).expect("file is written").len(), first.files.len());
    assert!(first.write(directory.path()).expect("file is written").is_empty());
    let names: Vec<_> = package(&directory, "two").write(directory.path()).expect("file is written");
    let names: Vec<_> = names.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["index.d.ts", "index.js", "contract.json", "trpc.d.ts"]);
    assert_eq!(fs::read_dir(directory.path()).expect("directory is listed").count(), first.files.len());
}

#[test]
fn reports_stale_files_as_diff() {
    let directory = TempDir::new().expect("directory is created");
    package(&directory, "one").write(directory.path()).expect("file is written");
    assert_eq!(package(&directory, "one").check(directory.path()).expect("files are read"), None);
    let report = package(&directory, "two").check(directory.path()).expect("files are read").expect("package is stale");
    assert!(report.contains("-    \"one\": \"query\",\n+    \"two\": \"query\",\n"), "{report}");
    fs::remove_file(directory.path().join("trpc.js")).expect("file is removed");
    let report = package(&directory, "one").check(directory.path()).expect("files are read").expect("package is stale");
    assert!(report.ends_with("trpc.js: missing\n"), "{report}");
}

#[test]
fn ignores_line_endings_in_check() {
    let directory = TempDir::new().expect("directory is created");
    let package = package(&directory, "one");
    for (name, text) in &package.files {
        fs::write(directory.path().join(name), text.replace('\n', "\r\n")).expect("file is written");
    }
    assert_eq!(package.check(directory.path()).expect("files are read"), None);
}

#[test]
fn rejects_directory_of_a_foreign_package() {
    let directory = TempDir::new().expect("directory is created");
    fs::write(directory.path().join("package.json"), "{\"name\": \"mine\"}").expect("file is written");
    assert!(matches!(package(&directory, "one").write(directory.path()), Err(Error::ForeignPackage(_))));
}

#[test]
fn package_with_version_is_publishable() {
    let directory = TempDir::new().expect("directory is created");
    let manifest = |package: &Package| {
        let (_, text) = package.files.iter().find(|(name, _)| *name == "package.json").expect("package.json exists");
        serde_json::from_str::<serde_json::Value>(text).expect("package.json is JSON")
    };
    let package = package(&directory, "one");
    assert_eq!(manifest(&package)["private"], true);
    let published = manifest(&package.with_version("1.2.0"));
    assert_eq!((&published["version"], published.get("private")), (&"1.2.0".into(), None));
}
