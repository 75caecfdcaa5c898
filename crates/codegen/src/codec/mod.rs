//! JavaScript codecs for values that JSON cannot represent, such as `Date` and `bigint`; see
//! `docs/protocol.md#value-encodings`.
//!
//! Only types that contain such values have a codec.

mod instantiations;
mod discriminants;
mod untagged;
mod expression;
mod names;
mod procedures;

pub(crate) use expression::string_array;
pub(crate) use procedures::{Codecs, print};
