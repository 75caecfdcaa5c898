//! The named types in use, each with its arguments: `Page<Post>` and `Page<User>` are two.

use std::collections::HashMap;

use isotype_contract::{Contract, Definition, Shape};

use super::expression::CodecWriter;

/// One named type in use.
pub(crate) struct Instantiation<'a> {
    pub(crate) definition: &'a Definition,
    /// What it is, with its arguments in place.
    pub(crate) shape: Shape,
    /// Whether its values travel otherwise than they are.
    pub(crate) needs_codec: bool,
}

/// The named types that are reached from some shapes, by themselves.
#[derive(Default)]
pub(crate) struct Instantiations<'a> {
    pub(crate) by_shape: HashMap<Shape, Instantiation<'a>>,
    /// Those that others are made of come first, but where they contain each other.
    pub(crate) order: Vec<Shape>,
    /// Whether values go to the server.
    pub(crate) is_input: bool,
}

impl<'a> Instantiations<'a> {
    pub(crate) fn new<'s>(contract: &'a Contract, roots: impl Iterator<Item = &'s Shape>, are_sent: bool) -> Self {
        let mut uses = Instantiations { is_input: are_sent, ..Instantiations::default() };
        roots.for_each(|root| uses.collect(contract, root));
        uses.mark_codecs(contract);
        uses
    }

    fn collect(&mut self, contract: &'a Contract, shape: &Shape) {
        let mut named = Vec::new();
        shape.visit(&mut |part| named.extend(matches!(part, Shape::Type { .. }).then_some(part)));
        for part in named {
            let Shape::Type { name, arguments } = part else { continue };
            let Some(definition) = contract.definition(name).filter(|_| !self.by_shape.contains_key(part)) else {
                continue;
            };
            let shape = definition.shape.substitute(&definition.parameters, arguments);
            self.by_shape.insert(part.clone(), Instantiation { definition, shape: shape.clone(), needs_codec: false });
            self.collect(contract, &shape);
            self.order.push(part.clone());
        }
    }

    /// A type is coded where a part of it is, which may be a type that contains it.
    fn mark_codecs(&mut self, contract: &Contract) {
        loop {
            let is_coded = |one: &Instantiation<'_>| {
                !one.needs_codec
                    && CodecWriter::new(contract, self, &|_| String::new()).expression(&one.shape).is_some()
            };
            let found: Vec<Shape> =
                self.by_shape.iter().filter(|(_, one)| is_coded(one)).map(|(part, _)| part.clone()).collect();
            if found.is_empty() {
                return;
            }
            for part in found {
                self.by_shape.entry(part).and_modify(|one| one.needs_codec = true);
            }
        }
    }

    pub(crate) fn needs_codec(&self, part: &Shape) -> bool {
        self.by_shape.get(part).is_some_and(|one| one.needs_codec)
    }
}
