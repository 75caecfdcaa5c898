//! Encodings for values that JSON cannot represent or that JavaScript would round, published as `isotype::with`.
//!
//! Each encoding consists of a module for serde's `with` and a marker type for `#[isotype(type = ...)]`. The generated
//! client converts marked values to the TypeScript type and back.
//!
//! | Rust | module | marker | JSON | TypeScript |
//! |---|---|---|---|---|
//! | 64- and 128-bit integers, `usize`, `isize` | [`bigint`] | [`BigInt`] | `"9007199254740993"` | `bigint` |
//! | 64- and 128-bit integers, `usize`, `isize` | [`integer_string`] | [`IntegerString`] | `"9007199254740993"` | `string` |
//! | `f32`, `f64` | [`non_finite_float`] | [`NonFiniteFloat`] | `1.5`, `"NaN"`, `"-Infinity"` | `number` |
//! | bytes: `Vec`, boxed slices, arrays, `bytes::Bytes` | [`base64`] | [`Base64`] | `"aGk="` | `Uint8Array` |
//! | `time::OffsetDateTime`, `time::UtcDateTime` | [`rfc3339`] | [`DateTime`] | `"2026-11-24T05:12:00Z"` | `Date` |
//! | maps with keys of any type | [`entries`] | [`Entries`] | `[[{"x":1},"a"]]` | `Map` |
//! | `Option<Option<T>>` | [`double_option`] | [`DoubleOption`] | missing, `null`, `1` | missing, `null`, `T` |
//!
//! All modules except [`double_option`] also accept options and lists of their types, at any depth. The marker then
//! replaces the inner type: `Option<with::Base64>` for an `Option<Vec<u8>>`.
//!
//! With serde's `with`, a field must be present. An option that clients may omit needs `#[serde(default)]`.
//!
//! [`IntegerEncoding`](isotype_contract::IntegerEncoding) sets the encoding of all wide integers in an application. A
//! marked field keeps the encoding of its marker.
//!
//! Date-times from chrono and jiff are already serialized as RFC 3339 and need no marker.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize, Type)]
//! struct Post {
//!     #[serde(with = "with::bigint")]
//!     #[isotype(type = with::BigInt)]
//!     views: u64,
//!     #[serde(with = "with::base64", default)]
//!     #[isotype(type = Option<with::Base64>)]
//!     picture: Option<Vec<u8>>,
//! }
//!
//! let post = Post { views: u64::MAX, picture: Some(b"hi".to_vec()) };
//! let json = r#"{"views":"18446744073709551615","picture":"aGk="}"#;
//! assert_eq!(serde_json::to_string(&post)?, json);
//! assert_eq!(serde_json::from_str::<Post>(json)?, post);
//! assert!(serde_json::from_str::<Post>(r#"{"views":"many"}"#).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Types that an encoding does not support fail to compile:
//!
//! ```compile_fail
//! # use isotype::with;
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
