//! Imports between the folders of the TypeScript client.

use crate::{dependency_graph, repository};

#[test]
fn folders_import_only_from_lower_layers() {
    let mut wrong = Vec::new();
    for (folder, chain) in dependency_graph::read().typescript {
        let sources: Vec<String> = repository::files(&folder).into_iter().filter(|path| is_source(path)).collect();
        assert!(!sources.is_empty(), "{folder} holds no sources");
        for path in sources {
            let inside = &path[folder.len() + 1..];
            let from = layer_index(&chain, inside);
            for specifier in specifiers(&repository::read(&path)) {
                let to = layer_index(&chain, &resolve(inside, &specifier));
                match (from, to) {
                    (Some(from), Some(to)) if from <= to => {}
                    (None, _) => wrong.push(format!("{path} is in no folder of the chain")),
                    _ => wrong.push(format!("{path} imports {specifier}, which is not in a lower layer")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that ARCHITECTURE.md does not list:\n{}", wrong.join("\n"));
}

fn is_source(path: &str) -> bool {
    path.ends_with(".ts") && !path.contains(".test") && !path.contains("/testing/")
}

/// The place of a file in the chain, 0 at the top; `index` is the root's own file.
fn layer_index(chain: &[String], path: &str) -> Option<usize> {
    let first = path.split('/').next().unwrap_or_default();
    let layer = first.trim_end_matches(".ts").trim_end_matches(".js");
    chain.iter().position(|name| name == layer)
}

/// The relative specifiers of `import … from`, `export … from` and bare imports.
fn specifiers(text: &str) -> Vec<String> {
    let places = text.match_indices("from ").chain(text.match_indices("import ")).chain(text.match_indices("import("));
    let quoted = places.filter_map(|(at, word)| string_literal(&text[at + word.len()..]));
    quoted.filter(|path| path.starts_with("./") || path.starts_with("../")).map(str::to_owned).collect()
}

/// The string that stands right here.
fn string_literal(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''))?;
    text[1..].split_once(quote).map(|(inside, _)| inside)
}

/// A specifier as a path from the sources' folder.
fn resolve(from: &str, specifier: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(folders.pop()),
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[test]
fn resolves_specifiers_to_folders() {
    assert_eq!(resolve("links/http.ts", "../transport/index.js"), "transport/index.js");
    assert_eq!(resolve("index.ts", "./client/index.js"), "client/index.js");
    assert_eq!(specifiers("import a from \"./a.js\";\nexport * from '../b/index.js';"), ["./a.js", "../b/index.js"]);
}
