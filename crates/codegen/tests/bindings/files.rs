//! Writing to disk, and telling what is stale.

use std::fs;

use isotype_codegen::{Error, Package};
use tempfile::TempDir;

use crate::api::Api;

fn package(directory: &TempDir, name: &str) -> Package {
    let mut api = Api::new();
    api.query::<(), String>(name).register();
    Package::generate(&api.contract().expect("can be told"), directory.path(), Some("@x/y")).expect("can be told")
}

#[test]
fn only_what_changed_is_written_and_nothing_else_is_left() {
    let directory = TempDir::new().expect("a directory");
    let first = package(&directory, "one");
    assert_eq!(first.write(directory.path()).expect("written").len(), first.files.len());
    assert!(first.write(directory.path()).expect("written").is_empty());
    let names: Vec<_> = package(&directory, "two").write(directory.path()).expect("written");
    let names: Vec<_> = names.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    assert_eq!(names, ["index.d.ts", "index.js", "contract.json", "trpc.d.ts"]);
    assert_eq!(fs::read_dir(directory.path()).expect("listed").count(), first.files.len());
}

#[test]
fn staleness_is_shown_as_a_diff() {
    let directory = TempDir::new().expect("a directory");
    package(&directory, "one").write(directory.path()).expect("written");
    assert_eq!(package(&directory, "one").check(directory.path()).expect("read"), None);
    let report = package(&directory, "two").check(directory.path()).expect("read").expect("stale");
    assert!(report.contains("-    \"one\": \"query\",\n+    \"two\": \"query\",\n"), "{report}");
    fs::remove_file(directory.path().join("trpc.js")).expect("removed");
    let report = package(&directory, "one").check(directory.path()).expect("read").expect("stale");
    assert!(report.ends_with("trpc.js: missing\n"), "{report}");
}

#[test]
fn line_ends_of_another_platform_are_not_staleness() {
    let directory = TempDir::new().expect("a directory");
    let package = package(&directory, "one");
    for (name, text) in &package.files {
        fs::write(directory.path().join(name), text.replace('\n', "\r\n")).expect("written");
    }
    assert_eq!(package.check(directory.path()).expect("read"), None);
}

#[test]
fn somebody_elses_package_is_left_alone() {
    let directory = TempDir::new().expect("a directory");
    fs::write(directory.path().join("package.json"), "{\"name\": \"mine\"}").expect("written");
    assert!(matches!(package(&directory, "one").write(directory.path()), Err(Error::ForeignPackage(_))));
}

#[test]
fn with_a_version_it_may_be_published() {
    let directory = TempDir::new().expect("a directory");
    let manifest = |package: &Package| {
        let (_, text) = package.files.iter().find(|(name, _)| *name == "package.json").expect("is there");
        serde_json::from_str::<serde_json::Value>(text).expect("is JSON")
    };
    let package = package(&directory, "one");
    assert_eq!(manifest(&package)["private"], true);
    let published = manifest(&package.with_version("1.2.0"));
    assert_eq!((&published["version"], published.get("private")), (&"1.2.0".into(), None));
}
