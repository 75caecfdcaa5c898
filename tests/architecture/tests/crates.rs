//! Dependencies between the crates of the workspace.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

use crate::{dependency_graph, repository};

#[test]
fn crates_have_only_the_listed_dependencies() {
    let (real, drawn) = (actual_dependencies(), dependency_graph::read().rust);
    let mut wrong = Vec::new();
    for name in real.keys().chain(drawn.keys()).collect::<BTreeSet<_>>() {
        let (Some(real), Some(drawn)) = (real.get(name), drawn.get(name)) else {
            let gone = if real.contains_key(name) { "is not listed" } else { "is listed and does not exist" };
            wrong.push(format!("the crate {name} {gone}"));
            continue;
        };
        wrong.extend(real.difference(drawn).map(|to| format!("{name} -> {to} is not listed")));
        wrong.extend(drawn.difference(real).map(|to| format!("{name} -> {to} is listed and does not exist")));
    }
    assert!(wrong.is_empty(), "ARCHITECTURE.md and the manifests disagree:\n{}", wrong.join("\n"));
}

fn actual_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let manifest = repository::root().join("Cargo.toml");
    let metadata = MetadataCommand::new().manifest_path(manifest).no_deps().exec().expect("cargo metadata");
    let packages = metadata.workspace_packages();
    let names: BTreeSet<&str> = packages.iter().map(|package| package.name.as_str()).collect();
    let below = |package: &Package| {
        let shipped = package.dependencies.iter().filter(|dependency| dependency.kind != DependencyKind::Development);
        shipped.filter(|dependency| names.contains(dependency.name.as_str())).map(|it| crate_name(&it.name)).collect()
    };
    packages.iter().map(|package| (crate_name(&package.name), below(package))).collect()
}

/// Returns the folder of a package: `core` for `isotype-core`.
fn crate_name(package: &str) -> String {
    package.strip_prefix("isotype-").unwrap_or(package).to_owned()
}
