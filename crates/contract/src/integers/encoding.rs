use serde::{Deserialize, Serialize};

use crate::Scalar;

/// What becomes of the 64- and 128-bit integers of an API, which a JavaScript number cannot always hold: `u64`, `i64`, `u128`, `i128`,
/// `usize` and `isize`, wherever they stand. What is marked by `with::bigint` or
/// `with::integer_string` is what the mark says. Keys of maps are strings anyway.
///
/// Where they are strings, an untagged enum cannot have one beside a number or a string, as nothing would tell them apart: the contract is
/// refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IntegerEncoding {
    /// Numbers, for TypeScript `number`. The server refuses to write one beyond ±(2⁵³ − 1).
    #[default]
    Number,
    /// Strings of decimal digits, for TypeScript `bigint`. The server reads a number too, so that JSON written by hand can have `5` for
    /// `"5"`.
    BigInt,
    /// The same strings, for TypeScript `string`: for ids, with which nobody counts.
    String,
}

impl IntegerEncoding {
    /// What a scalar is on the wire.
    #[must_use]
    pub fn resolve(self, scalar: Scalar) -> Scalar {
        match self {
            IntegerEncoding::BigInt if scalar.is_wide_integer() => Scalar::BigInt,
            IntegerEncoding::String if scalar.is_wide_integer() => Scalar::IntegerString,
            _ => scalar,
        }
    }
}
