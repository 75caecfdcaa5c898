//! How a field travels where JSON has no word for it, or JavaScript would lose some of it.
//!
//! Each way is a module for serde's `with` and a marker for `#[specta(type = ...)]`; the bindings turn what is marked into the
//! TypeScript type beside it, and back. Applications find it as `isotype::with`.
//!
//! | Rust | module | marker | on the wire | TypeScript |
//! |---|---|---|---|---|
//! | integers of 64 and 128 bits, `usize`, `isize` | [`bigint`] | [`BigInt`] | `"9007199254740993"` | `bigint` |
//! | the same | [`text`] | [`IntegerText`] | `"9007199254740993"` | `string` |
//! | `f32`, `f64` | [`float`] | [`Float`] | `1.5`, `"NaN"`, `"-Infinity"` | `number` |
//! | bytes: `Vec`, boxed slices, arrays, `bytes::Bytes` | [`base64`] | [`Bytes`] | `"aGk="` | `Uint8Array` |
//! | `time::OffsetDateTime` | [`timestamp`] | [`DateTime`] | `"2026-11-24T05:12:00Z"` | `Date` |
//! | maps with keys of any type | [`entries`] | [`Entries`] | `[[{"x":1},"a"]]` | `Map` |
//! | `Option<Option<T>>` | [`twice`] | [`Twice`] | left out, `null`, `1` | left out, `null`, `T` |
//!
//! A module serves its types, and options and lists of them in any depth; the marker stands where the type stood. What a `with`
//! reads must be there: an option that a caller may leave out needs `#[serde(default)]`, as serde has it.
//!
//! Integers of a whole application are [`IntegerEncoding`](crate::IntegerEncoding)' business; a field that is marked here is what its mark says.
//!
//! The date-times of chrono and jiff are RFC 3339 already, and sets are lists: they need nothing.
//!
//! # Example
//!
//! ```
//! use isotype_lowering::{Type, specta, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
//! struct Post {
//!     #[serde(with = "with::bigint")]
//!     #[specta(type = with::BigInt)]
//!     views: u64,
//!     #[serde(with = "with::base64", default)]
//!     #[specta(type = Option<with::Base64>)]
//!     picture: Option<Vec<u8>>,
//! }
//!
//! let post = Post { views: u64::MAX, picture: Some(b"hi".to_vec()) };
//! let json = r#"{"views":"18446744073709551615","picture":"aGk="}"#;
//! assert_eq!(serde_json::to_string(&post).unwrap(), json);
//! assert_eq!(serde_json::from_str::<Post>(json).unwrap(), post);
//! assert!(serde_json::from_str::<Post>(r#"{"views":"many"}"#).is_err()); // refused
//! ```
//!
//! A type that has no such form is refused:
//!
//! ```compile_fail
//! # use isotype_lowering::with;
//! #[derive(serde::Serialize)]
//! struct Post {
//!     #[serde(with = "with::bigint")]
//!     views: String,
//! }
//! ```

mod serde_as;
mod integer;
pub mod bigint;
pub mod integer_string;
pub mod non_finite_float;
pub mod base64;
pub mod rfc3339;
pub mod entries;
pub mod double_option;

pub use base64::Base64;
pub use bigint::BigInt;
pub use double_option::DoubleOption;
pub use entries::Entries;
pub use integer_string::IntegerString;
pub use non_finite_float::NonFiniteFloat;
pub use rfc3339::DateTime;

#[cfg(test)]
mod tests;
