use std::slice::Iter;

use garde::{Path, error::Kind};

/// A place in an input: the part of garde's path that is still in Rust's names, and what is found of it on the wire.
#[derive(Debug)]
pub struct FieldPath<'a> {
    remaining: Iter<'a, (Kind, &'a str)>,
    pub(crate) path: String,
    /// What the last field says of its rules, by their codes; of all others under the empty one.
    messages: Vec<(&'static str, &'static str)>,
}

impl FieldPath<'static> {
    /// What `locate` makes of a path, as clients write it: `items[0].createdAt`. What it leaves stays as garde says it.
    pub(crate) fn resolve(path: &Path, locate: impl FnOnce(&mut FieldPath<'_>)) -> FieldPath<'static> {
        // `__iter` is what garde's own `select!` becomes in its users' code.
        let mut rust: Vec<_> = path.__iter().map(|(kind, name)| (kind, name.as_str())).collect();
        rust.reverse();
        let mut place = FieldPath { remaining: rust.iter(), path: String::new(), messages: Vec::new() };
        locate(&mut place);
        while let Some((kind, name)) = place.remaining.next() {
            match kind {
                Kind::None => {}
                Kind::Key => place.push_key(name),
                Kind::Index => place.push_index(name),
            }
        }
        FieldPath { remaining: [].iter(), ..place }
    }
}

impl FieldPath<'_> {
    /// Takes the next step, if it is to the field of that name.
    pub fn enter_field(&mut self, field: &str) -> bool {
        let is_next = self.remaining.as_slice().first().is_some_and(|(_, name)| *name == field);
        if is_next {
            self.remaining.next();
            self.messages.clear();
        }
        is_next
    }

    /// What is said here of the rule of that code, in place of garde's words; the empty code is every rule that has no message of its own.
    pub fn set_message(&mut self, code: &'static str, message: &'static str) {
        self.messages.push((code, message));
    }

    /// What was said last of the rule of that code.
    pub(crate) fn message(&self, code: &str) -> Option<&'static str> {
        let said = |wanted: &str| self.messages.iter().rev().find(|(code, _)| *code == wanted);
        said(code).or_else(|| said("")).map(|(_, message)| *message)
    }

    /// Takes the next step, whatever it is.
    pub(crate) fn next_segment(&mut self) -> Option<&str> {
        self.remaining.next().map(|(_, name)| *name)
    }

    /// On the wire that is a member of this name.
    pub fn push_key(&mut self, name: &str) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
    }

    /// On the wire that is an item of a list.
    pub fn push_index(&mut self, number: &str) {
        self.path.push('[');
        self.path.push_str(number);
        self.path.push(']');
    }
}
