//! Named types that contain wide integers.

use std::collections::HashSet;

use crate::{Contract, Definition, Shape};

/// Returns the named types that contain wide integers at any depth.
pub(super) fn types_with_wide_integers(contract: &Contract) -> HashSet<&str> {
    let mut wide_types = HashSet::new();
    loop {
        let is_new = |definition: &&Definition| {
            !wide_types.contains(definition.name.as_str()) && has_wide_integers(&definition.shape, &wide_types)
        };
        let found: Vec<&str> =
            contract.types.iter().filter(is_new).map(|definition| definition.name.as_str()).collect();
        if found.is_empty() {
            return wide_types;
        }
        wide_types.extend(found);
    }
}

/// Returns `true` if the shape contains a wide integer, directly or through one of `wide_types`.
pub(super) fn has_wide_integers(shape: &Shape, wide_types: &HashSet<&str>) -> bool {
    let mut found = false;
    shape.visit(&mut |part| {
        found |= match part {
            Shape::Scalar(scalar) => scalar.is_wide_integer(),
            Shape::Type { name, .. } => wide_types.contains(name.as_str()),
            _ => false,
        };
    });
    found
}
