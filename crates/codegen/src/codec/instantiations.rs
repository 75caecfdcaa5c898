//! Named types with their type arguments: `Page<Post>` and `Page<User>` are two instantiations.

use std::collections::HashMap;

use isotype_contract::{Contract, Definition, Shape};

use super::expression::CodecWriter;

/// Named type with its type arguments.
pub(crate) struct Instantiation<'a> {
    pub(crate) definition: &'a Definition,
    /// Shape of the definition, with the arguments substituted.
    pub(crate) shape: Shape,
    /// If `true`, the values differ from their JSON form.
    pub(crate) needs_codec: bool,
}

/// All instantiations used in inputs, or all used in outputs and errors.
#[derive(Default)]
pub(crate) struct Instantiations<'a> {
    /// Instantiations, keyed by their `Shape::Type`.
    pub(crate) by_shape: HashMap<Shape, Instantiation<'a>>,
    /// Types in dependency order; recursive types in order of discovery.
    pub(crate) order: Vec<Shape>,
    /// If `true`, the instantiations are those used in inputs.
    pub(crate) is_input: bool,
}

impl<'a> Instantiations<'a> {
    pub(crate) fn new<'s>(contract: &'a Contract, roots: impl Iterator<Item = &'s Shape>, is_input: bool) -> Self {
        let mut instantiations = Instantiations { is_input, ..Instantiations::default() };
        roots.for_each(|root| instantiations.collect(contract, root));
        instantiations.mark_codecs(contract);
        instantiations
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

    /// Marks the types that need a codec, repeating until nothing changes, since types may contain each other.
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
