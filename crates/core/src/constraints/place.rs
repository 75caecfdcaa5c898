use std::slice::Iter;

use garde::{Path, error::Kind};

/// A place in an input: the part of garde's path that is still in Rust's names, and what is found of it on the wire.
#[derive(Debug)]
pub struct Place<'a> {
    rust: Iter<'a, (Kind, &'a str)>,
    wire: String,
}

impl Place<'_> {
    /// What `locate` makes of a path, as clients write it: `items[0].createdAt`. What it leaves stays as garde says it.
    pub(crate) fn of(path: &Path, locate: impl FnOnce(&mut Place<'_>)) -> String {
        // `__iter` is what garde's own `select!` becomes in its users' code.
        let mut rust: Vec<_> = path.__iter().map(|(kind, name)| (kind, name.as_str())).collect();
        rust.reverse();
        let mut place = Place { rust: rust.iter(), wire: String::new() };
        locate(&mut place);
        while let Some((kind, name)) = place.rust.next() {
            match kind {
                Kind::None => {}
                Kind::Key => place.member(name),
                Kind::Index => place.item(name),
            }
        }
        place.wire
    }

    /// Takes the next step, if it is to the field of that name.
    pub fn takes(&mut self, field: &str) -> bool {
        let is_next = self.rust.as_slice().first().is_some_and(|(_, name)| *name == field);
        if is_next {
            self.rust.next();
        }
        is_next
    }

    /// Takes the next step, whatever it is.
    pub(crate) fn step(&mut self) -> Option<&str> {
        self.rust.next().map(|(_, name)| *name)
    }

    /// On the wire that is a member of this name.
    pub fn member(&mut self, name: &str) {
        if !self.wire.is_empty() {
            self.wire.push('.');
        }
        self.wire.push_str(name);
    }

    /// On the wire that is an item of a list.
    pub fn item(&mut self, number: &str) {
        self.wire.push('[');
        self.wire.push_str(number);
        self.wire.push(']');
    }
}
