//! Functions are short.

use syn::{
    Block, ImplItemFn, ItemFn, TraitItemFn,
    spanned::Spanned,
    visit::{self, Visit},
};

use crate::repository;

/// Upper bound for the lines of a function, its signature included.
const MAX_LINES: usize = 60;

#[test]
fn rust_functions_have_at_most_60_lines() {
    let mut long = Vec::new();
    for path in repository::files("").into_iter().filter(|path| path.ends_with(".rs")) {
        let Ok(file) = syn::parse_file(&repository::read(&path)) else { continue };
        let mut functions = Functions { path: &path, long: &mut long };
        functions.visit_file(&file);
    }
    assert!(long.is_empty(), "split these functions; {MAX_LINES} lines are the limit:\n{}", long.join("\n"));
}

struct Functions<'a> {
    path: &'a str,
    long: &'a mut Vec<String>,
}

impl Functions<'_> {
    fn check(&mut self, name: &syn::Ident, block: &Block) {
        let (start, end) = (name.span().start().line, block.span().end().line);
        let lines = end - start + 1;
        if lines > MAX_LINES {
            self.long.push(format!("{}:{start}: `{name}` has {lines} lines", self.path));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.check(&function.sig.ident, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.check(&function.sig.ident, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(block) = &function.default {
            self.check(&function.sig.ident, block);
        }
        visit::visit_trait_item_fn(self, function);
    }
}
