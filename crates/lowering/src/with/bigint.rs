//! Encodes integers as strings of decimal digits; `bigint` in TypeScript.
//!
//! Supports `u64`, `i64`, `u128`, `i128`, `usize` and `isize`. Strings and JSON numbers are accepted. A number beyond
//! 64 bits must be a string, because JSON parsers round it.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, Type)]
//! struct Post {
//!     #[serde(with = "with::bigint")]
//!     #[isotype(type = with::BigInt)]
//!     views: u64,
//! }
//!
//! let post: Post = serde_json::from_str(r#"{"views":9007199254740993}"#)?;
//! assert_eq!(serde_json::to_string(&post)?, r#"{"views":"9007199254740993"}"#);
//! assert!(serde_json::from_str::<Post>(r#"{"views":-1}"#).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```

use super::serde_as::with;

/// Marker for the [`bigint`](self) encoding: a `bigint` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct BigInt(#[specta(type = String)] ());

with!(BigInt);
