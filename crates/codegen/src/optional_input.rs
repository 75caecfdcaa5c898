//! Detection of inputs that a caller may omit.

use isotype_contract::{Contract, Shape};

/// Returns `true` if the server accepts a call without an input, which it decodes as `null` or as an object without
/// members.
pub(crate) fn is_optional(input: &Shape, contract: &Contract) -> bool {
    match contract.resolve(input) {
        Shape::Nullable(_) => true,
        Shape::Object(object) => object.fields.iter().all(|field| field.optional),
        _ => false,
    }
}
