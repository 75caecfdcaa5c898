//! Modules of a crate depend on each other in one direction.

use std::collections::{BTreeMap, BTreeSet};

use syn::{
    ItemMod, ItemUse, Path, UseTree,
    visit::{self, Visit},
};

use crate::repository;

/// Top-level module of a crate, and the top-level modules that it refers to.
type Graph = BTreeMap<String, BTreeSet<String>>;

#[test]
fn modules_of_a_crate_have_no_circular_dependencies() {
    let crates: BTreeSet<String> =
        repository::files("crates").iter().filter_map(|path| path.split('/').nth(1).map(str::to_owned)).collect();
    let mut cycles = Vec::new();
    for name in crates {
        let graph = graph(&name);
        cycles.extend(find_cycles(&graph).into_iter().map(|cycle| format!("{name}: {}", cycle.join(" → "))));
    }
    assert!(cycles.is_empty(), "circular dependencies between modules:\n{}", cycles.join("\n"));
}

fn graph(name: &str) -> Graph {
    let root = format!("crates/{name}/src");
    let exports = root_exports(&repository::read(&format!("{root}/lib.rs")));
    let mut graph = Graph::new();
    for path in repository::files(&root) {
        let Some(module) = top_level_module(&path[root.len() + 1..]) else { continue };
        if path.ends_with("/tests.rs") {
            continue;
        }
        let Ok(file) = syn::parse_file(&repository::read(&path)) else { continue };
        let is_flat = path[root.len() + 1..].matches('/').count() == 0;
        let mut references = References { depth: usize::from(!is_flat), exports: &exports, found: BTreeSet::new() };
        references.visit_file(&file);
        references.found.remove(&module);
        graph.entry(module).or_default().extend(references.found);
    }
    let modules: BTreeSet<String> = graph.keys().cloned().collect();
    graph.values_mut().for_each(|targets| targets.retain(|target| modules.contains(target)));
    graph
}

/// Returns the module of a file, such as `call` for `call/ctx.rs`; `None` for the crate's root.
fn top_level_module(path: &str) -> Option<String> {
    let name = path.split('/').next()?.strip_suffix(".rs").unwrap_or(path.split('/').next()?);
    (path.ends_with(".rs") && name != "lib").then(|| name.to_owned())
}

/// Returns the names that the root re-exports, each with its module.
fn root_exports(text: &str) -> BTreeMap<String, String> {
    let mut exports = BTreeMap::new();
    let file = syn::parse_file(text).expect("lib.rs parses");
    for item in file.items {
        if let syn::Item::Use(item) = item {
            let mut paths = Vec::new();
            flatten(&item.tree, &mut Vec::new(), &mut paths);
            for (path, name) in paths {
                let path: Vec<&str> =
                    path.iter().map(String::as_str).filter(|part| !matches!(*part, "self" | "crate")).collect();
                if let [module, _, ..] = path.as_slice() {
                    exports.insert(name, (*module).to_owned());
                }
            }
        }
    }
    exports
}

/// Collects the paths of a `use`, each with the name that it brings into scope.
fn flatten(tree: &UseTree, prefix: &mut Vec<String>, paths: &mut Vec<(Vec<String>, String)>) {
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            flatten(&path.tree, prefix, paths);
            prefix.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            let path =
                if name == "self" { prefix.clone() } else { [&prefix[..], std::slice::from_ref(&name)].concat() };
            paths.push((path, name));
        }
        UseTree::Rename(rename) => {
            paths.push(([&prefix[..], &[rename.ident.to_string()]].concat(), rename.rename.to_string()));
        }
        UseTree::Glob(_) => paths.push(([&prefix[..], &["*".to_owned()]].concat(), "*".to_owned())),
        UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, prefix, paths)),
    }
}

/// Collects the top-level modules that a file refers to, outside its tests.
struct References<'a> {
    /// Number of `super` that stays within the top-level module.
    depth: usize,
    exports: &'a BTreeMap<String, String>,
    found: BTreeSet<String>,
}

impl References<'_> {
    fn add(&mut self, path: &[String]) {
        let next = match path {
            [first, next, ..] if first == "crate" => next,
            [first, next, ..] if first == "super" && self.depth == 0 => next,
            _ => return,
        };
        let module = self.exports.get(next).unwrap_or(next);
        self.found.insert(module.clone());
    }
}

impl<'ast> Visit<'ast> for References<'_> {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let is_test = module.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg")
                && attribute.meta.require_list().is_ok_and(|list| list.tokens.to_string().contains("test"))
        });
        if !is_test {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let mut paths = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut paths);
        paths.iter().for_each(|(path, _)| self.add(path));
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let segments: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        self.add(&segments);
        visit::visit_path(self, path);
    }
}

/// Returns one cycle for each strongly connected component.
fn find_cycles(graph: &Graph) -> Vec<Vec<String>> {
    let mut cycles: Vec<Vec<String>> = Vec::new();
    for start in graph.keys() {
        let is_known = cycles.iter().any(|cycle| cycle.contains(start));
        if !is_known && let Some(cycle) = shortest_cycle(graph, start) {
            cycles.push(cycle);
        }
    }
    cycles
}

fn shortest_cycle(graph: &Graph, start: &str) -> Option<Vec<String>> {
    let mut paths = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !paths.is_empty() {
        let mut next = Vec::new();
        for path in paths {
            let last = path.last().expect("a path has a start");
            for target in graph.get(last).into_iter().flatten() {
                let longer = [&path[..], std::slice::from_ref(target)].concat();
                if target == start {
                    return Some(longer);
                }
                if seen.insert(target.clone()) {
                    next.push(longer);
                }
            }
        }
        paths = next;
    }
    None
}

#[test]
fn finds_a_cycle_through_a_re_export() {
    let graph = Graph::from([
        ("a".to_owned(), BTreeSet::from(["b".to_owned()])),
        ("b".to_owned(), BTreeSet::from(["c".to_owned()])),
        ("c".to_owned(), BTreeSet::from(["a".to_owned()])),
        ("d".to_owned(), BTreeSet::from(["a".to_owned()])),
    ]);
    assert_eq!(find_cycles(&graph), [["a", "b", "c", "a"].map(str::to_owned)]);
    let exports = root_exports("pub use b::{Type, other::Name as Renamed};");
    let mut references = References { depth: 0, exports: &exports, found: BTreeSet::new() };
    references
        .visit_file(&syn::parse_file("use crate::Type; fn f() { super::c::g(); crate::Renamed; }").expect("it parses"));
    assert_eq!(references.found, BTreeSet::from(["b", "c"].map(str::to_owned)));
}
