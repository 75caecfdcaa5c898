//! Inputs that a caller may leave out.

use isotype_contract::{Contract, Shape};

/// Whether an absent input is read: as `null`, or as an object without members.
pub(crate) fn is_optional(input: &Shape, contract: &Contract) -> bool {
    match contract.resolve(input) {
        Shape::Nullable(_) => true,
        Shape::Object(object) => object.fields.iter().all(|field| field.optional),
        _ => false,
    }
}
