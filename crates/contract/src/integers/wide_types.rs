//! Which types have wide integers at all.

use std::collections::HashSet;

use crate::{Contract, Definition, Shape};

/// The named types that have wide integers.
pub(super) fn types_with_wide_integers(contract: &Contract) -> HashSet<&str> {
    let mut holders = HashSet::new();
    loop {
        let is_new = |definition: &&Definition| {
            !holders.contains(definition.name.as_str()) && has_wide_integers(&definition.shape, &holders)
        };
        let found: Vec<&str> =
            contract.types.iter().filter(is_new).map(|definition| definition.name.as_str()).collect();
        if found.is_empty() {
            return holders;
        }
        holders.extend(found);
    }
}

pub(super) fn has_wide_integers(shape: &Shape, holders: &HashSet<&str>) -> bool {
    let mut holds = false;
    shape.visit(&mut |part| {
        holds |= match part {
            Shape::Scalar(scalar) => scalar.is_wide_integer(),
            Shape::Type { name, .. } => holders.contains(name.as_str()),
            _ => false,
        };
    });
    holds
}
