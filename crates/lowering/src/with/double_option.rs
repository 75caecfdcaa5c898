//! Options of options, as for what a change may leave, empty or set: `None` is left out, `Some(None)` is `null`.
//!
//! Without it both are `null`, and the bindings refuse the type. The field needs `default` and `skip_serializing_if` beside it, as only
//! what holds it can leave it out.
//!
//! # Example
//!
//! ```
//! use isotype_lowering::{Type, specta, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Debug, PartialEq, Serialize, Deserialize, specta::Type)]
//! struct Change {
//!     #[serde(default, skip_serializing_if = "Option::is_none", with = "with::double_option")]
//!     #[specta(type = with::DoubleOption<String>)]
//!     note: Option<Option<String>>,
//! }
//!
//! for (note, json) in [(None, "{}"), (Some(None), r#"{"note":null}"#), (Some(Some("hi".into())), r#"{"note":"hi"}"#)] {
//!     let change = Change { note };
//!     assert_eq!(serde_json::to_string(&change).unwrap(), json);
//!     assert_eq!(serde_json::from_str::<Change>(json).unwrap(), change);
//! }
//! ```
//!
//! Where it is not left out, `None` is refused rather than written as what it is not:
//!
//! ```
//! # use isotype_lowering::with;
//! #[derive(serde::Serialize)]
//! struct Change {
//!     #[serde(with = "with::double_option")]
//!     note: Option<Option<String>>,
//! }
//!
//! assert!(serde_json::to_string(&Change { note: None }).is_err());
//! ```

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error};

/// Marks what [`twice`](self) writes: `T | null` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct DoubleOption<T>(#[specta(type = Option<T>)] PhantomData<T>);

/// Writes a field, by serde's `with`.
///
/// # Errors
///
/// When the serializer fails, or the value is `None`, which nothing but leaving it out tells.
pub fn serialize<T: Serialize, S: Serializer>(value: &Option<Option<T>>, serializer: S) -> Result<S::Ok, S::Error> {
    let left_out = || S::Error::custom("`None` is left out: say `skip_serializing_if = \"Option::is_none\"`");
    value.as_ref().ok_or_else(left_out)?.serialize(serializer)
}

/// Reads a field that is there, by serde's `with`.
///
/// # Errors
///
/// When what was sent is of another form.
pub fn deserialize<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
