use serde::{Deserialize, Serialize};

use crate::Scalar;

/// Encoding of 64- and 128-bit integers in an API (`u64`, `i64`, `u128`, `i128`, `usize` and `isize`).
///
/// A JavaScript `number` represents integers exactly only up to 2⁵³ − 1. A field marked with `isotype::with::bigint` or
/// `isotype::with::integer_string` keeps its own encoding. Map keys are always strings.
///
/// If integers are strings, an untagged enum cannot have an integer variant next to a number or string variant, because
/// they could not be distinguished. Such a contract is rejected. See `docs/protocol.md#64-bit-integers`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum IntegerEncoding {
    /// JSON numbers; `number` in TypeScript. The server returns an error instead of an integer beyond ±(2⁵³ − 1).
    #[default]
    Number,
    /// Strings of decimal digits; `bigint` in TypeScript. The server also accepts JSON numbers.
    BigInt,
    /// Strings of decimal digits; `string` in TypeScript. Suitable for ids, which need no arithmetic.
    String,
}

impl IntegerEncoding {
    /// Returns the scalar that represents a wide integer on the wire. Other scalars are returned unchanged.
    #[must_use]
    pub fn resolve(self, scalar: Scalar) -> Scalar {
        match self {
            IntegerEncoding::BigInt if scalar.is_wide_integer() => Scalar::BigInt,
            IntegerEncoding::String if scalar.is_wide_integer() => Scalar::IntegerString,
            _ => scalar,
        }
    }
}
