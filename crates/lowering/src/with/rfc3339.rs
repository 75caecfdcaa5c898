//! Encodes date-times as RFC 3339 strings; `Date` in TypeScript.
//!
//! Supports `time::OffsetDateTime` and `time::UtcDateTime` with the `time` feature. By default, the `time` crate
//! serializes them as arrays of numbers. A JavaScript `Date` has millisecond precision and no offset.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//! use time::OffsetDateTime;
//!
//! #[derive(Serialize, Deserialize, Type)]
//! struct Post {
//!     #[serde(with = "with::rfc3339")]
//!     #[isotype(type = with::DateTime)]
//!     created_at: OffsetDateTime,
//! }
//!
//! let post = Post { created_at: OffsetDateTime::UNIX_EPOCH };
//! assert_eq!(serde_json::to_string(&post)?, r#"{"created_at":"1970-01-01T00:00:00Z"}"#);
//! assert!(serde_json::from_str::<Post>(r#"{"created_at":"yesterday"}"#).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```

use super::serde_as::with;

/// Marker for the [`rfc3339`](self) encoding: a `Date` in TypeScript.
///
/// It can also be used for other types that serialize as RFC 3339 strings.
#[derive(Debug, specta::Type)]
pub struct DateTime(#[specta(type = String)] ());

with!(DateTime);

#[cfg(feature = "time")]
mod time_crate {
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
