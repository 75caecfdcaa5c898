//! Which types are taken, each behind those that it is made of.

use std::collections::{HashMap, HashSet};

use isotype_contract::{Contract, Definition, Shape};

use super::described;

/// The types that procedures take. One that contains itself stands before what closes the circle.
pub(super) struct Order<'a> {
    pub(super) definitions: Vec<&'a Definition>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Order<'a> {
    pub(super) fn of(contract: &'a Contract) -> Order<'a> {
        let (mut order, mut entered) = (Order { definitions: Vec::new(), places: HashMap::new() }, HashSet::new());
        for procedure in described(contract) {
            order.follow(&procedure.input, contract, &mut entered);
        }
        order
    }

    fn follow(&mut self, shape: &'a Shape, contract: &'a Contract, entered: &mut HashSet<&'a str>) {
        let mut names: Vec<&'a str> = Vec::new();
        shape.visit(&mut |part| {
            if let Shape::Type { name, .. } = part {
                names.push(name);
            }
        });
        for definition in names.into_iter().filter_map(|name| contract.definition(name)) {
            if entered.insert(&definition.name) {
                self.follow(&definition.shape, contract, entered);
                self.places.insert(&definition.name, self.definitions.len());
                self.definitions.push(definition);
            }
        }
    }

    /// Whether a type's schema is there already when another's is made.
    pub(super) fn is_before(&self, name: &str, user: &str) -> bool {
        self.places.get(name) < self.places.get(user)
    }
}
