//! Kinds of JSON values that a shape allows.

use crate::{Contract, Scalar, Shape};

/// Set of JSON value kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonKinds(u8);

impl JsonKinds {
    const NONE: JsonKinds = JsonKinds(0);
    const NULL: JsonKinds = JsonKinds(1);
    const BOOLEAN: JsonKinds = JsonKinds(2);
    pub(crate) const NUMBER: JsonKinds = JsonKinds(4);
    pub(crate) const STRING: JsonKinds = JsonKinds(8);
    pub(crate) const ARRAY: JsonKinds = JsonKinds(16);
    pub(crate) const OBJECT: JsonKinds = JsonKinds(32);
    const ANY: JsonKinds = JsonKinds(u8::MAX);

    /// Returns `true` if the sets have a kind in common.
    #[must_use]
    pub fn overlaps(self, other: JsonKinds) -> bool {
        self.0 & other.0 != 0
    }

    /// Returns the kinds that are in either set.
    pub(crate) const fn union(self, other: JsonKinds) -> JsonKinds {
        JsonKinds(self.0 | other.0)
    }
}

/// Maximum depth to which nested unions are inspected. Anything deeper counts as [`JsonKinds::ANY`].
const MAX_DEPTH: u8 = 8;

impl Contract {
    /// Returns the kinds of JSON values that the shape allows.
    #[must_use]
    pub fn json_kinds(&self, shape: &Shape) -> JsonKinds {
        kinds_within(self, shape, MAX_DEPTH)
    }
}

fn kinds_within(contract: &Contract, shape: &Shape, depth: u8) -> JsonKinds {
    let Some(deeper) = depth.checked_sub(1) else { return JsonKinds::ANY };
    let inside = |inner: &Shape| kinds_within(contract, inner, deeper);
    match contract.normalize(shape) {
        Shape::Literal(_) => JsonKinds::STRING,
        Shape::List(_) | Shape::Array { .. } | Shape::Tuple(_) | Shape::Entries { .. } => JsonKinds::ARRAY,
        Shape::Map { .. } | Shape::Object(_) | Shape::Intersection(_) => JsonKinds::OBJECT,
        Shape::Nullable(inner) => JsonKinds::NULL.union(inside(&inner)),
        Shape::Deferred(inner) => inside(&inner),
        Shape::Union(union) => {
            union.variants.iter().fold(JsonKinds::NONE, |all, variant| all.union(inside(&variant.shape)))
        }
        Shape::Type { .. } | Shape::Parameter(_) => JsonKinds::ANY,
        Shape::Scalar(scalar) => of_scalar(contract, scalar),
    }
}

fn of_scalar(contract: &Contract, scalar: Scalar) -> JsonKinds {
    match scalar {
        Scalar::Json => JsonKinds::ANY,
        Scalar::Null => JsonKinds::NULL,
        Scalar::Never => JsonKinds::NONE,
        Scalar::Boolean => JsonKinds::BOOLEAN,
        Scalar::ByteArray => JsonKinds::ARRAY,
        Scalar::NonFiniteFloat => JsonKinds::NUMBER.union(JsonKinds::STRING),
        scalar if scalar.is_string() => JsonKinds::STRING,
        wide if contract.integers.resolve(wide) != wide => JsonKinds::NUMBER.union(JsonKinds::STRING),
        _ => JsonKinds::NUMBER,
    }
}
