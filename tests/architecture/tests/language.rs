//! Comments, pages and names follow the register of `CONTRIBUTING.md`.
//!
//! The lists are a safety net: they reject phrases that no reviewer would accept, and accept many that a reviewer would not.

use std::collections::BTreeSet;

use syn::visit::{self, Visit};

use crate::repository;

/// Openings that make a question or a riddle of the first sentence of a doc comment.
const OPENINGS: &[&str] = &[
    "what",
    "whether",
    "by what",
    "by which",
    "for how long",
    "how long",
    "how many",
    "how much",
    "where",
    "who",
    "whoever",
    "whose",
    "of which",
    "in which",
    "under which",
    "hears",
    "knows",
    "tells",
    "says",
    "gives back",
];

/// Phrases that have a term of the field.
const PHRASES: &[(&str, &str)] = &[
    ("under way", "in flight"),
    ("in the manner of", "REST adapter"),
    ("is told", "documented, reported, receives"),
    ("are told", "documented, reported, receive"),
    ("was told", "documented, reported, received"),
    ("hears of", "is notified"),
    ("hears nothing", "receives nothing"),
    ("knows again", "recognizes"),
    ("comes to no", "has no"),
    ("comes to nothing", "has no effect"),
    ("stands behind", "follows"),
    ("whoever", "a client that, a caller that"),
    ("for ever", "forever"),
    ("a text that", "a string that"),
    ("is no text", "is not a string"),
    ("the funnel", "the call pipeline"),
    ("proved", "authorized, verified"),
];

/// Names of items and files that say how a thing feels and not what it is.
const NAMES: &[&str] = &[
    "beside", "digits", "ending", "exact", "extent", "fit", "held", "look", "normal", "ours", "places", "said", "told",
    "whole", "woken", "words",
];

#[test]
fn doc_comments_open_with_a_noun_phrase_or_a_verb() {
    let mut found = Vec::new();
    for path in sources() {
        for (line, text) in doc_openings(&repository::read(&path), &path) {
            let opening = text.to_lowercase();
            let is_opening = |word: &&&str| opening.strip_prefix(**word).is_some_and(|rest| rest.starts_with(' '));
            if OPENINGS.iter().any(|word| is_opening(&word)) {
                found.push(format!("{path}:{line}: {text}"));
            }
        }
    }
    assert_none(&found, "start with what the item is or does");
}

#[test]
fn prose_uses_the_terms_of_the_field() {
    let mut found = Vec::new();
    let pages = repository::files("").into_iter().filter(|path| path.ends_with(".md"));
    for path in sources().into_iter().chain(pages) {
        for (index, line) in repository::read(&path).lines().enumerate() {
            let Some(prose) = prose(line, &path) else { continue };
            let prose = format!(" {} ", prose.to_lowercase());
            let phrase = PHRASES.iter().find(|(phrase, _)| contains_words(&prose, phrase));
            found.extend(phrase.map(|(phrase, term)| format!("{path}:{}: {phrase:?}, better: {term}", index + 1)));
        }
    }
    assert_none(&found, "use the term of the field");
}

#[test]
fn names_say_what_a_thing_is() {
    let mut found = Vec::new();
    for path in sources() {
        let file = path.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        if NAMES.contains(&stem) {
            found.push(path.clone());
        }
        if let Some(Ok(file)) = path.ends_with(".rs").then(|| syn::parse_file(&repository::read(&path))) {
            let mut names = ItemNames(BTreeSet::new());
            names.visit_file(&file);
            found.extend(names.0.into_iter().map(|name| format!("{path}: `{name}`")));
        }
    }
    assert_none(&found, "name the type or the operation");
}

/// Returns Rust, TypeScript and JavaScript sources, without generated ones and this list of phrases.
fn sources() -> Vec<String> {
    let is_source = |path: &String| [".rs", ".ts", ".tsx", ".js", ".mjs"].iter().any(|ending| path.ends_with(ending));
    let is_ours = |path: &String| !path.starts_with("bindings/") && !path.ends_with("tests/language.rs");
    repository::files("").into_iter().filter(is_source).filter(is_ours).collect()
}

/// Returns the first line of each doc comment, with its number.
fn doc_openings<'a>(text: &'a str, path: &str) -> Vec<(usize, &'a str)> {
    let mut openings = Vec::new();
    let mut is_inside = false;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if path.ends_with(".rs") {
            let doc = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
            if let Some(doc) = doc.filter(|_| !is_inside) {
                openings.push((index + 1, doc.trim()));
            }
            is_inside = doc.is_some();
        } else if let Some(doc) = line.strip_prefix("/**") {
            is_inside = doc.trim().is_empty();
            openings.extend((!is_inside).then(|| (index + 1, doc.trim_end_matches("*/").trim())));
        } else if let Some(doc) = line.strip_prefix('*').filter(|_| is_inside) {
            openings.push((index + 1, doc.trim()));
            is_inside = false;
        }
    }
    openings
}

/// Returns the part of a line that people read as prose: a comment, or a line of a page.
fn prose<'a>(line: &'a str, path: &str) -> Option<&'a str> {
    let line = line.trim();
    if path.ends_with(".md") {
        return Some(line);
    }
    let comment = ["///", "//!", "//", "/**", "* "].iter().find_map(|mark| line.strip_prefix(mark));
    comment.or_else(|| line.split_once(" // ").map(|(_, comment)| comment))
}

fn contains_words(prose: &str, phrase: &str) -> bool {
    prose.match_indices(phrase).any(|(at, _)| {
        let before = prose[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = prose[at + phrase.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && after
    })
}

/// Collects the names of items that are on the list.
struct ItemNames(BTreeSet<String>);

impl ItemNames {
    fn add(&mut self, name: &syn::Ident) {
        let name = name.to_string();
        if NAMES.contains(&name.to_lowercase().as_str()) {
            self.0.insert(name);
        }
    }
}

impl<'ast> Visit<'ast> for ItemNames {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.add(&item.sig.ident);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.add(&item.sig.ident);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.add(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.add(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.add(&item.ident);
        visit::visit_item_trait(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.add(&item.ident);
        visit::visit_item_mod(self, item);
    }
}

fn assert_none(found: &[String], advice: &str) {
    assert!(found.is_empty(), "{advice} ({} places):\n{}", found.len(), found.join("\n"));
}

#[test]
fn finds_openings_and_phrases() {
    let rust = "/// Whether it is on.\n///\n/// What else.\nfn f() {}\n/// Returns it.\nfn g() {}";
    assert_eq!(doc_openings(rust, "a.rs"), [(1, "Whether it is on."), (5, "Returns it.")]);
    let typescript = "/** Returns it. */\n/**\n * What it is.\n */";
    assert_eq!(doc_openings(typescript, "a.ts"), [(1, "Returns it."), (3, "What it is.")]);
    assert_eq!(prose("let a = 1; // under way", "a.rs"), Some("under way"));
    assert_eq!(prose("let a = \"under way\";", "a.rs"), None);
    assert!(contains_words(" calls under way. ", "under way"));
    assert!(!contains_words(" improved ", "proved"));
}
