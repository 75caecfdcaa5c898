//! Integers as strings of digits, `bigint` in TypeScript.
//!
//! For `u64`, `i64`, `u128`, `i128`, `usize` and `isize`. Read from a string or from a number, so that a caller who writes
//! JSON by hand can send either; a number beyond 64 bits must be a string, as JSON's readers round it.
//!
//! # Example
//!
//! ```
//! use isotype_lowering::{Type, specta, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, specta::Type)]
//! struct Post {
//!     #[serde(with = "with::bigint")]
//!     #[specta(type = with::BigInt)]
//!     views: u64,
//! }
//!
//! let post: Post = serde_json::from_str(r#"{"views":9007199254740993}"#).unwrap();
//! assert_eq!(serde_json::to_string(&post).unwrap(), r#"{"views":"9007199254740993"}"#);
//! assert!(serde_json::from_str::<Post>(r#"{"views":-1}"#).is_err()); // refused
//! ```


use super::serde_as::with;

/// Marks what [`bigint`](self) writes: a `bigint` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct BigInt(#[specta(type = String)] ());

with!(BigInt);
