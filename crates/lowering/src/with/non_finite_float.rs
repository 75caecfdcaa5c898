//! Encodes finite floats as JSON numbers, and NaN and infinities as strings.
//!
//! Supports `f32` and `f64`. Without this encoding, serializing a non-finite float is an error, because JSON would turn
//! it into `null`.
//!
//! # Example
//!
//! ```
//! use isotype::{Type, with};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize, Type)]
//! struct Limits {
//!     #[serde(with = "with::non_finite_float")]
//!     #[isotype(type = Vec<with::NonFiniteFloat>)]
//!     range: Vec<f64>,
//! }
//!
//! let limits = Limits { range: vec![f64::NEG_INFINITY, 1.5] };
//! assert_eq!(serde_json::to_string(&limits)?, r#"{"range":["-Infinity",1.5]}"#);
//! assert!(serde_json::from_str::<Limits>(r#"{"range":["low"]}"#).is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```

use std::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, IntoDeserializer, Unexpected, Visitor},
};

use super::serde_as::{SerdeAs, with};

/// Marker for the [`non_finite_float`](self) encoding: a `number` in TypeScript.
#[derive(Debug, specta::Type)]
pub struct NonFiniteFloat(#[specta(type = f64)] ());

with!(NonFiniteFloat);

macro_rules! floats {
    ($($type:ty)*) => {
        $(
            impl SerdeAs<NonFiniteFloat> for $type {
                fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match *self {
                        value if value.is_finite() => value.serialize(serializer),
                        value if value.is_nan() => serializer.serialize_str("NaN"),
                        value if value > 0.0 => serializer.serialize_str("Infinity"),
                        _ => serializer.serialize_str("-Infinity"),
                    }
                }

                fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_any(FloatVisitor(PhantomData))
                }
            }
        )*
    };
}

floats! { f32 f64 }

struct FloatVisitor<T>(PhantomData<T>);

impl<'de, T: From<f32> + Into<f64> + Copy + Deserialize<'de>> Visitor<'de> for FloatVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"NaN\", \"Infinity\" or \"-Infinity\"")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match text {
            "NaN" => Ok(f32::NAN.into()),
            "Infinity" => Ok(f32::INFINITY.into()),
            "-Infinity" => Ok(f32::NEG_INFINITY.into()),
            _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::deserialize(value.into_deserializer())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::deserialize(value.into_deserializer())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        let float = T::deserialize(value.into_deserializer())?;
        // A number beyond the range of `f32` would silently become infinite.
        if float.into().is_finite() {
            Ok(float)
        } else {
            Err(E::invalid_value(Unexpected::Float(value), &"a number in the range of `f32`"))
        }
    }
}
