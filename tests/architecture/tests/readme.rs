//! The README's program is the one in `examples/hello`.

use crate::repository;

#[test]
fn shows_the_files_of_the_example() {
    let page = repository::read("README.md");
    let mut seen = Vec::new();
    for (before, block) in blocks(&page) {
        let Some(path) = linked_file(before) else { continue };
        assert_eq!(block, repository::read(path), "the README shows another {path} than the file");
        seen.push(path);
    }
    for ending in [".rs", ".ts"] {
        assert!(seen.iter().any(|path| path.ends_with(ending)), "the README shows no {ending} file; it shows {seen:?}");
    }
}

/// Returns fenced blocks, each with the line before it.
fn blocks(page: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts: Vec<&str> = page.split("```").collect();
    let pairs: Vec<_> = parts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().map(|(before, block)| {
        let line = before.trim_end().lines().next_back().unwrap_or_default();
        (line, block.split_once('\n').map_or("", |(_, code)| code))
    })
}

/// Returns the file that a line links to.
fn linked_file(line: &str) -> Option<&str> {
    let (_, link) = line.split_once("](")?;
    let (path, _) = link.split_once(')')?;
    path.starts_with("examples/").then_some(path)
}
