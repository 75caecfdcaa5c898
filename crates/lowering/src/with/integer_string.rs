//! Integers as strings of digits that stay strings in TypeScript: for ids, with which nobody counts.
//!
//! For the types of [`bigint`](super::bigint), and with the same wire.
//!
//! # Example
//!
//! ```
//! use isotype_lowering::{Type, specta, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, specta::Type)]
//! struct PostId(
//!     #[serde(with = "with::integer_string")]
//!     #[specta(type = with::IntegerString)]
//!     u64,
//! );
//!
//! assert_eq!(serde_json::to_string(&PostId(7)).unwrap(), r#""7""#);
//! assert!(serde_json::from_str::<PostId>(r#""seven""#).is_err()); // refused
//! ```


use super::serde_as::with;

/// Marks what [`text`](self) writes: a `string` of digits in TypeScript.
#[derive(Debug, specta::Type)]
pub struct IntegerString(#[specta(type = String)] ());

with!(IntegerString);
