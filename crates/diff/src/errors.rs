//! Comparison of a procedure's declared errors by name.

use std::collections::BTreeMap;

use super::{Change, SetRelation, comparison::Comparison};
use isotype_contract::{Contract, ErrorType, Shape};

/// Code of a declared error, and its shape if known.
struct Declared {
    code: String,
    shape: Option<Shape>,
}

pub(super) fn compare(comparison: &mut Comparison<'_>, old: &[ErrorType], new: &[ErrorType]) {
    let (old, new) = (declared(comparison.old, old), declared(comparison.new, new));
    for (name, error) in &old {
        comparison.descend(&format!(".{name}"), |comparison| match new.get(name) {
            Some(other) => compare_error(comparison, error, other),
            None => comparison.add(Change::new("error-removed", SetRelation::Equal, "no longer returned")),
        });
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        comparison.descend(&format!(".{name}"), |comparison| {
            comparison.add(Change::new(
                "error-added",
                SetRelation::Equal,
                "added; old clients treat it as an undeclared error",
            ));
        });
    }
}

fn compare_error(comparison: &mut Comparison<'_>, old: &Declared, new: &Declared) {
    if old.code != new.code {
        let message = format!("code changed from {} to {}", old.code, new.code);
        comparison.add(Change::new("error-code-changed", SetRelation::Incomparable, message).breaks_compilation(true));
    }
    if let (Some(old), Some(new)) = (&old.shape, &new.shape) {
        comparison.compare(old, new);
    }
}

fn declared(contract: &Contract, types: &[ErrorType]) -> BTreeMap<String, Declared> {
    let errors = types.iter().flat_map(|error| {
        let shape = contract.normalize(&error.shape);
        error.variants.iter().map(move |variant| {
            let shape = match &shape {
                Shape::Union(union) => {
                    union.variants.iter().find(|it| it.name == variant.name).map(|it| it.shape.clone())
                }
                single => Some(single.clone()),
            };
            (variant.name.to_string(), Declared { code: variant.code.to_string(), shape })
        })
    });
    errors.collect()
}
