//! Points in time as RFC 3339, `Date` in TypeScript.
//!
//! For `time::OffsetDateTime` and `time::UtcDateTime` under the feature `time`: on their own they are written as lists of
//! numbers. A `Date` counts milliseconds, and knows no offset.
//!
//! # Example
//!
//! ```
//! use isotype_lowering::{Type, specta, with};
//! use serde::{Deserialize, Serialize};
//! use time::OffsetDateTime;
//!
//! #[derive(Serialize, Deserialize, specta::Type)]
//! struct Post {
//!     #[serde(with = "with::rfc3339")]
//!     #[specta(type = with::DateTime)]
//!     made: OffsetDateTime,
//! }
//!
//! let post = Post { made: OffsetDateTime::UNIX_EPOCH };
//! assert_eq!(serde_json::to_string(&post).unwrap(), r#"{"made":"1970-01-01T00:00:00Z"}"#);
//! assert!(serde_json::from_str::<Post>(r#"{"made":"yesterday"}"#).is_err()); // refused
//! ```


use super::serde_as::with;

/// Marks what [`timestamp`](self) writes: a `Date` in TypeScript. Any other type whose JSON is an RFC 3339 string can be marked by
/// it too.
#[derive(Debug, specta::Type)]
pub struct DateTime(#[specta(type = String)] ());

with!(DateTime);

#[cfg(feature = "time")]
mod of_time {
    use serde::{Deserializer, Serializer};
    use time::{OffsetDateTime, UtcDateTime, serde::rfc3339};

    use super::DateTime;
    use crate::with::serde_as::SerdeAs;

    impl SerdeAs<DateTime> for OffsetDateTime {
        fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            rfc3339::serialize(self, serializer)
        }

        fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            rfc3339::deserialize(deserializer)
        }
    }

    impl SerdeAs<DateTime> for UtcDateTime {
        fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            rfc3339::serialize(&OffsetDateTime::from(*self), serializer)
        }

        fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            rfc3339::deserialize(deserializer).map(OffsetDateTime::to_utc)
        }
    }
}
