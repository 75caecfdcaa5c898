//! The declared errors of a procedure, by their names.

use std::collections::BTreeMap;

use super::{Change, SetRelation, comparison::Comparison};
use isotype_contract::{Contract, ErrorType, Shape};

/// One declared error: its code, and its value where it has one of its own.
struct Declared {
    code: String,
    shape: Option<Shape>,
}

pub(super) fn compare(walk: &mut Comparison<'_>, old: &[ErrorType], new: &[ErrorType]) {
    let (old, new) = (declared(walk.old, old), declared(walk.new, new));
    for (name, error) in &old {
        walk.descend(&format!(".{name}"), |walk| match new.get(name) {
            Some(other) => both(walk, error, other),
            None => walk.add(Change::new("error-removed", SetRelation::Equal, "is never given any more")),
        });
    }
    for name in new.keys().filter(|name| !old.contains_key(*name)) {
        walk.descend(&format!(".{name}"), |walk| {
            walk.add(Change::new(
                "error-added",
                SetRelation::Equal,
                "is new: to old clients it is a failure like any other",
            ));
        });
    }
}

fn both(walk: &mut Comparison<'_>, old: &Declared, new: &Declared) {
    if old.code != new.code {
        let words = format!("has the code {} and had {}", new.code, old.code);
        walk.add(Change::new("error-code", SetRelation::Incomparable, words).breaks_compilation(true));
    }
    if let (Some(old), Some(new)) = (&old.shape, &new.shape) {
        walk.compare(old, new);
    }
}

fn declared(contract: &Contract, types: &[ErrorType]) -> BTreeMap<String, Declared> {
    let each = types.iter().flat_map(|error| {
        let shape = contract.normalize(&error.shape);
        error.variants.iter().map(move |variant| {
            let shape = match &shape {
                Shape::Union(union) => {
                    union.variants.iter().find(|it| it.name == variant.name).map(|it| it.shape.clone())
                }
                alone => Some(alone.clone()),
            };
            (variant.name.to_string(), Declared { code: variant.code.to_string(), shape })
        })
    });
    each.collect()
}
