//! Detection of inputs that callers may omit.

use isotype_contract::{Contract, Shape};

/// Returns `true` if the server accepts a call without an input. It decodes a missing input as `null` or as an empty
/// object.
pub(crate) fn is_optional(input: &Shape, contract: &Contract) -> bool {
    match contract.resolve(input) {
        Shape::Nullable(_) => true,
        Shape::Object(object) => object.fields.iter().all(|field| field.optional),
        _ => false,
    }
}
