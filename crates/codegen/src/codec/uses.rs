//! The named types in use, each with its arguments: `Page<Post>` and `Page<User>` are two.

use std::collections::HashMap;

use isotype_contract::{Contract, Definition, Shape};

use super::expression::Printer;

/// One named type in use.
pub(crate) struct Use<'a> {
    pub(crate) definition: &'a Definition,
    /// What it is, with its arguments in place.
    pub(crate) shape: Shape,
    /// Whether its values travel otherwise than they are.
    pub(crate) is_coded: bool,
}

/// The named types that are reached from some shapes, by themselves.
#[derive(Default)]
pub(crate) struct Uses<'a> {
    pub(crate) of: HashMap<Shape, Use<'a>>,
    /// Those that others are made of come first, but where they contain each other.
    pub(crate) order: Vec<Shape>,
    /// Whether values go to the server.
    pub(crate) are_sent: bool,
}

impl<'a> Uses<'a> {
    pub(crate) fn new<'s>(contract: &'a Contract, roots: impl Iterator<Item = &'s Shape>, are_sent: bool) -> Self {
        let mut uses = Uses { are_sent, ..Uses::default() };
        roots.for_each(|root| uses.reach(contract, root));
        uses.settle(contract);
        uses
    }

    fn reach(&mut self, contract: &'a Contract, shape: &Shape) {
        let mut named = Vec::new();
        shape.visit(&mut |part| named.extend(matches!(part, Shape::Type { .. }).then_some(part)));
        for part in named {
            let Shape::Type { name, arguments } = part else { continue };
            let Some(definition) = contract.definition(name).filter(|_| !self.of.contains_key(part)) else { continue };
            let shape = definition.shape.with(&definition.parameters, arguments);
            self.of.insert(part.clone(), Use { definition, shape: shape.clone(), is_coded: false });
            self.reach(contract, &shape);
            self.order.push(part.clone());
        }
    }

    /// A type is coded where a part of it is, which may be a type that contains it.
    fn settle(&mut self, contract: &Contract) {
        loop {
            let is_coded = |one: &Use<'_>| {
                !one.is_coded && Printer::new(contract, self, &|_| String::new()).expression(&one.shape).is_some()
            };
            let found: Vec<Shape> =
                self.of.iter().filter(|(_, one)| is_coded(one)).map(|(part, _)| part.clone()).collect();
            if found.is_empty() {
                return;
            }
            for part in found {
                self.of.entry(part).and_modify(|one| one.is_coded = true);
            }
        }
    }

    pub(crate) fn is_coded(&self, part: &Shape) -> bool {
        self.of.get(part).is_some_and(|one| one.is_coded)
    }
}
