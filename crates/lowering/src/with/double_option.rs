//! Encodes `Option<Option<T>>` for partial updates: `None` is omitted, and `Some(None)` is `null`.
//!
//! Without this encoding, both would be `null`, and the contract rejects the type. The field also needs `default` and
//! `skip_serializing_if`, because only the struct can omit a field.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize, Type)]
//! struct Update {
//!     #[serde(default, skip_serializing_if = "Option::is_none", with = "with::double_option")]
//!     #[isotype(type = with::DoubleOption<String>)]
//!     note: Option<Option<String>>,
//! }
//!
//! for (note, json) in [(None, "{}"), (Some(None), r#"{"note":null}"#), (Some(Some("hi".into())), r#"{"note":"hi"}"#)] {
//!     let update = Update { note };
//!     assert_eq!(serde_json::to_string(&update)?, json);
//!     assert_eq!(serde_json::from_str::<Update>(json)?, update);
//! }
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! Without `skip_serializing_if`, serializing `None` fails:
//!
//! ```
//! # use isotype::with;
//! #[derive(serde::Serialize)]
//! struct Update {
//!     #[serde(with = "with::double_option")]
//!     note: Option<Option<String>>,
//! }
//!
//! assert!(serde_json::to_string(&Update { note: None }).is_err());
//! ```

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

/// Marker for the [`double_option`](self) encoding: `T | null` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct DoubleOption<T>(#[specta(type = Option<T>)] PhantomData<T>);

/// Serializes a field, for serde's `with`.
///
/// # Errors
///
/// Returns an error if the value is `None`, which must be omitted, or if the serializer fails.
pub fn serialize<T: Serialize, S: Serializer>(value: &Option<Option<T>>, serializer: S) -> Result<S::Ok, S::Error> {
    let error =
        || S::Error::custom("cannot serialize `None`: add `skip_serializing_if = \"Option::is_none\"` to the field");
    value.as_ref().ok_or_else(error)?.serialize(serializer)
}

/// Deserializes a field that is present, for serde's `with`.
///
/// # Errors
///
/// Returns an error if the value is neither `null` nor a valid `T`.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
