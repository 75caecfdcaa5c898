//! Source locations of types and fields, found by parsing each Rust source file once.

use std::{collections::HashMap, fs};

use isotype_contract::{Definition, SourceLocation};
use proc_macro2::Span;
use syn::{
    Fields, Ident, ItemEnum, ItemStruct,
    spanned::Spanned,
    visit::{self, Visit},
};

/// A struct or enum in a source file.
struct SourceItem {
    /// First and last line, 1-based.
    lines: (usize, usize),
    name: Ident,
    /// Named fields in source order; for an enum, the fields of all variants.
    fields: Vec<Ident>,
}

/// Parsed items, by source file.
#[derive(Default)]
pub(crate) struct SourceLocations(HashMap<String, Vec<SourceItem>>);

impl SourceLocations {
    /// Returns the source location for each key: `""` denotes the type itself, any other key the field with that Rust
    /// name.
    ///
    /// If a key occurs several times, as for the variants of an enum, the occurrences denote the fields of that name in
    /// source order. A location is `None` if the file is not available or a macro generated the item.
    pub(crate) fn locate(&mut self, definition: &Definition, keys: &[&str]) -> Vec<Option<SourceLocation>> {
        let Definition { source, .. } = definition;
        let items = self.0.entry(source.file.clone()).or_insert_with(|| parse_items(source));
        let line = source.line as usize;
        let item = items.iter().rfind(|item| item.lines.0 <= line && line <= item.lines.1);
        let Some(item) = item else { return vec![None; keys.len()] };
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut locate = |key| {
            let occurrence = seen.entry(key).or_default();
            let mut fields =
                item.fields.iter().filter(|field| *field == key || field.to_string() == format!("r#{key}"));
            let ident = if key.is_empty() { Some(&item.name) } else { fields.nth(*occurrence) };
            *occurrence += 1;
            ident.map(|ident| location(&source.file, ident.span()))
        };
        keys.iter().map(|key| locate(*key)).collect()
    }
}

fn location(file: &str, span: Span) -> SourceLocation {
    let start = span.start();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    SourceLocation { file: file.to_owned(), line: number(start.line), column: number(start.column + 1) }
}

fn parse_items(source: &SourceLocation) -> Vec<SourceItem> {
    let text = source.find_file().and_then(|path| fs::read_to_string(path).ok());
    let mut collector = ItemCollector(Vec::new());
    if let Some(parsed) = text.and_then(|text| syn::parse_file(&text).ok()) {
        collector.visit_file(&parsed);
    }
    collector.0
}

struct ItemCollector(Vec<SourceItem>);

impl ItemCollector {
    fn add<'a>(&mut self, span: Span, name: &Ident, fields: impl Iterator<Item = &'a Fields>) {
        let fields = fields.flat_map(|fields| fields.iter().filter_map(|field| field.ident.clone())).collect();
        self.0.push(SourceItem { lines: (span.start().line, span.end().line), name: name.clone(), fields });
    }
}

impl<'ast> Visit<'ast> for ItemCollector {
    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.add(item.span(), &item.ident, std::iter::once(&item.fields));
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.add(item.span(), &item.ident, item.variants.iter().map(|variant| &variant.fields));
        visit::visit_item_enum(self, item);
    }
}
