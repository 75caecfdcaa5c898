//! Paths of fields, resolved from Rust names to names on the wire.

use std::slice::Iter;

use garde::{Path, error::Kind};

/// Path of an input field: the Rust names still to be resolved, and the path on the wire resolved so far.
#[derive(Debug)]
pub struct FieldPath<'a> {
    remaining: Iter<'a, (Kind, &'a str)>,
    pub(crate) path: String,
    /// Messages for the last field, each with the code of its rule. An empty code applies to all other rules.
    messages: Vec<(&'static str, &'static str)>,
}

impl FieldPath<'static> {
    /// Resolves a garde path into a path as clients write it, `items[0].createdAt`. Segments that `locate` does not
    /// consume keep their Rust names.
    pub(crate) fn resolve(path: &Path, locate: impl FnOnce(&mut FieldPath<'_>)) -> FieldPath<'static> {
        // garde's only iterator over a path is `__iter`, which its `select!` macro uses.
        let mut segments: Vec<_> = path.__iter().map(|(kind, name)| (kind, name.as_str())).collect();
        segments.reverse();
        let mut resolved = FieldPath { remaining: segments.iter(), path: String::new(), messages: Vec::new() };
        locate(&mut resolved);
        while let Some((kind, name)) = resolved.remaining.next() {
            match kind {
                Kind::None => {}
                Kind::Key => resolved.push_key(name),
                Kind::Index => resolved.push_index(name),
            }
        }
        FieldPath { remaining: [].iter(), ..resolved }
    }
}

impl FieldPath<'_> {
    /// Consumes the next segment if it is `field`. Returns `true` if it was.
    pub fn enter_field(&mut self, field: &str) -> bool {
        let is_next = self.remaining.as_slice().first().is_some_and(|(_, name)| *name == field);
        if is_next {
            self.remaining.next();
            self.messages.clear();
        }
        is_next
    }

    /// Sets the message for a rule of the current field. An empty code applies to all rules without their own message.
    pub fn set_message(&mut self, code: &'static str, message: &'static str) {
        self.messages.push((code, message));
    }

    /// Returns the message for a rule.
    pub(crate) fn message(&self, code: &str) -> Option<&'static str> {
        let find = |wanted: &str| self.messages.iter().rev().find(|(code, _)| *code == wanted);
        find(code).or_else(|| find("")).map(|(_, message)| *message)
    }

    /// Consumes the next segment.
    pub(crate) fn next_segment(&mut self) -> Option<&str> {
        self.remaining.next().map(|(_, name)| *name)
    }

    /// Appends a key to the path on the wire.
    pub fn push_key(&mut self, name: &str) {
        if !self.path.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(name);
    }

    /// Appends an index to the path on the wire.
    pub fn push_index(&mut self, number: &str) {
        self.path.push('[');
        self.path.push_str(number);
        self.path.push(']');
    }
}
