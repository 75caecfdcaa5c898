//! Encodes integers, such as ids, as strings of decimal digits that remain strings in TypeScript.
//!
//! Supports the same types as [`bigint`](super::bigint), and uses the same JSON.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, Type)]
//! struct PostId(
//!     #[serde(with = "with::integer_string")]
//!     #[isotype(type = with::IntegerString)]
//!     u64,
//! );
//! assert_eq!(serde_json::to_string(&PostId(7))?, r#""7""#);
//! assert!(serde_json::from_str::<PostId>(r#""seven""#).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```

use super::serde_as::with;

/// Marker for the [`integer_string`](self) encoding: a `string` of digits in TypeScript.
#[derive(Debug, specta::Type)]
pub struct IntegerString(#[specta(type = String)] ());

with!(IntegerString);
