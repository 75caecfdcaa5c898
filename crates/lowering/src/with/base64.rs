//! Encodes bytes as base64 (RFC 4648, section 4); `Uint8Array` in TypeScript.
//!
//! Supports `Vec<u8>`, `Box<[u8]>`, `[u8; N]` and, with the `bytes` feature, `bytes::Bytes`. Without this encoding,
//! bytes are serialized as an array of numbers.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, Type)]
//! struct Key {
//!     #[serde(with = "with::base64")]
//!     #[isotype(type = with::Base64)]
//!     public: [u8; 4],
//! }
//!
//! assert_eq!(serde_json::to_string(&Key { public: [0, 1, 2, 3] })?, r#"{"public":"AAECAw=="}"#);
//! // Too short.
//! assert!(serde_json::from_str::<Key>(r#"{"public":"AAEC"}"#).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::fmt;

use base64::{Engine, display::Base64Display, engine::general_purpose::STANDARD};
use serde::{
    Deserializer, Serializer,
    de::{Error, Visitor},
};

use super::serde_as::{SerdeAs, with};

/// Marker for the [`base64`](self) encoding: a `Uint8Array` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct Base64(#[specta(type = String)] ());

with!(Base64);

macro_rules! bytes {
    ($($(#[$only:meta])? $type:ty;)*) => {
        $(
            $(#[$only])?
            impl SerdeAs<Base64> for $type {
                fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serialize_base64(self, serializer)
                }

                fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_str(Base64Visitor).map(Into::into)
                }
            }
        )*
    };
}

bytes! {
    Vec<u8>;
    Box<[u8]>;
    #[cfg(feature = "bytes")]
    bytes::Bytes;
}

impl<const N: usize> SerdeAs<Base64> for [u8; N] {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_base64(self, serializer)
    }

    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wrong_length = |bytes: Vec<u8>| D::Error::invalid_length(bytes.len(), &&*format!("{N} bytes"));
        deserializer.deserialize_str(Base64Visitor)?.try_into().map_err(wrong_length)
    }
}

fn serialize_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&Base64Display::new(bytes, &STANDARD))
}

struct Base64Visitor;

impl Visitor<'_> for Base64Visitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes as a base64 string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        STANDARD.decode(text).map_err(|error| E::custom(format_args!("invalid base64: {error}")))
    }
}
