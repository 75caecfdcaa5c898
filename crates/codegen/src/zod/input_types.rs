//! Which types are taken, each behind those that it is made of.

use std::collections::{HashMap, HashSet};

use isotype_contract::{Contract, Definition, Shape};

use super::procedures_with_input;

/// The types that procedures take. One that contains itself stands before what closes the circle.
pub(super) struct InputTypes<'a> {
    pub(super) definitions: Vec<&'a Definition>,
    positions: HashMap<&'a str, usize>,
}

impl<'a> InputTypes<'a> {
    pub(super) fn of(contract: &'a Contract) -> InputTypes<'a> {
        let (mut order, mut entered) =
            (InputTypes { definitions: Vec::new(), positions: HashMap::new() }, HashSet::new());
        for procedure in procedures_with_input(contract) {
            order.collect(&procedure.input, contract, &mut entered);
        }
        order
    }

    fn collect(&mut self, shape: &'a Shape, contract: &'a Contract, entered: &mut HashSet<&'a str>) {
        let mut names: Vec<&'a str> = Vec::new();
        shape.visit(&mut |part| {
            if let Shape::Type { name, .. } = part {
                names.push(name);
            }
        });
        for definition in names.into_iter().filter_map(|name| contract.definition(name)) {
            if entered.insert(&definition.name) {
                self.collect(&definition.shape, contract, entered);
                self.positions.insert(&definition.name, self.definitions.len());
                self.definitions.push(definition);
            }
        }
    }

    /// Whether a type's schema is there already when another's is made.
    pub(super) fn is_defined_before(&self, name: &str, user: &str) -> bool {
        self.positions.get(name) < self.positions.get(user)
    }
}
