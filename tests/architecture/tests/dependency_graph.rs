//! Allowed dependencies, from the block in `ARCHITECTURE.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::repository;

/// Allowed dependencies.
#[derive(Default)]
pub(crate) struct DependencyGraph {
    /// Crate → crates that it may depend on.
    pub(crate) rust: BTreeMap<String, BTreeSet<String>>,
    /// Folder of TypeScript sources → its layers, from top to bottom.
    pub(crate) typescript: BTreeMap<String, Vec<String>>,
}

/// Parses the block.
pub(crate) fn read() -> DependencyGraph {
    let page = repository::read("ARCHITECTURE.md");
    let (_, block) = page.split_once("```arrows\n").expect("ARCHITECTURE.md has a block of arrows");
    let (block, _) = block.split_once("```").expect("the block ends");
    let mut drawing = DependencyGraph::default();
    for line in block.lines().filter(|line| !line.trim().is_empty()) {
        if let Some((from, to)) = line.strip_prefix("rust ").and_then(|line| line.split_once("->")) {
            drawing.rust.insert(from.trim().to_owned(), split_names(to, ',').collect());
        } else if let Some((folder, chain)) = line.strip_prefix("typescript ").and_then(|line| line.split_once(':')) {
            drawing.typescript.insert(folder.trim().to_owned(), split_names(chain, '>').collect());
        } else {
            panic!("not an arrow: {line:?}");
        }
    }
    drawing
}

fn split_names(text: &str, separator: char) -> impl Iterator<Item = String> {
    text.split(separator).map(|word| word.trim().to_owned()).filter(|word| !word.is_empty())
}
