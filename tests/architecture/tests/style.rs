//! Style rules that a machine can check.

use crate::repository;

/// Returns the source files of the libraries, without tests.
fn sources() -> Vec<String> {
    let all = [repository::files("crates"), repository::files("client-ts")].concat();
    let shipped = |path: &String| {
        path.split('/').nth(2) == Some("src")
            && (path.ends_with(".rs") || path.ends_with(".ts"))
            && !path.contains(".test")
    };
    all.into_iter().filter(shipped).collect()
}

#[test]
fn files_are_small() {
    let mut lengths: Vec<(usize, String)> =
        sources().into_iter().map(|path| (repository::read(&path).lines().count(), path)).collect();
    lengths.sort();
    let at = |part: usize| lengths[(lengths.len() - 1) * part / 100].0;
    assert!(at(50) <= 120, "half of the files have more than {} lines; 120 are the bound", at(50));
    assert!(at(95) <= 280, "a file in twenty has more than {} lines; 280 are the bound", at(95));
    let (longest, path) = lengths.last().expect("there are sources");
    assert!(*longest <= 400, "{path} has {longest} lines; split it: 400 are the bound");
}

#[test]
fn has_no_marks_for_later() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X:")];
    assert_absent(&repository::files(""), &marks, "do it, or open an issue");
}

#[test]
fn contains_no_path_of_a_machine() {
    let places = [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), concat!("C:\\", "Users")];
    let files: Vec<String> = repository::files("").into_iter().filter(|path| !path.starts_with(".ci/")).collect();
    assert_absent(&files, &places, "name it from the repository's root");
}

#[test]
fn the_lock_file_contains_no_registry() {
    let lock = repository::read("package-lock.json");
    let named = lock.lines().filter(|line| line.contains("\"resolved\": \"http")).count();
    assert_eq!(named, 0, "package-lock.json names a registry; .npmrc says omit-lockfile-registry-resolved");
}

fn assert_absent(files: &[String], marks: &[&str], advice: &str) {
    let mut found = Vec::new();
    for path in files {
        for (index, line) in repository::read(path).lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark)) {
                found.push(format!("{path}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{advice}:\n{}", found.join("\n"));
}
