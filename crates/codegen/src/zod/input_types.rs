//! Types that inputs refer to, in dependency order.

use std::collections::{HashMap, HashSet};

use isotype_contract::{Contract, Definition, Shape};

use super::procedures_with_input;

/// Types that inputs refer to. Each follows its dependencies, except within a cycle.
pub(super) struct InputTypes<'a> {
    pub(super) definitions: Vec<&'a Definition>,
    positions: HashMap<&'a str, usize>,
}

impl<'a> InputTypes<'a> {
    pub(super) fn of(contract: &'a Contract) -> InputTypes<'a> {
        let (mut types, mut visited) =
            (InputTypes { definitions: Vec::new(), positions: HashMap::new() }, HashSet::new());
        for procedure in procedures_with_input(contract) {
            types.collect(&procedure.input, contract, &mut visited);
        }
        types
    }

    fn collect(&mut self, shape: &'a Shape, contract: &'a Contract, visited: &mut HashSet<&'a str>) {
        let mut names: Vec<&'a str> = Vec::new();
        shape.visit(&mut |part| {
            if let Shape::Type { name, .. } = part {
                names.push(name);
            }
        });
        for definition in names.into_iter().filter_map(|name| contract.definition(name)) {
            if visited.insert(&definition.name) {
                self.collect(&definition.shape, contract, visited);
                self.positions.insert(&definition.name, self.definitions.len());
                self.definitions.push(definition);
            }
        }
    }

    /// Returns `true` if the schema of `name` is defined before that of `user`.
    pub(super) fn is_defined_before(&self, name: &str, user: &str) -> bool {
        self.positions.get(name) < self.positions.get(user)
    }
}
