//! Serialization of integers as strings of decimal digits.

use std::{
    fmt::{self, Display},
    marker::PhantomData,
    num::ParseIntError,
    str::FromStr,
};

use serde::{
    Deserializer, Serializer,
    de::{Error, Visitor},
};

use super::{BigInt, IntegerString, serde_as::SerdeAs};

/// Marker for an encoding of integers as strings.
pub trait IntegerMarker {}

impl IntegerMarker for BigInt {}
impl IntegerMarker for IntegerString {}

macro_rules! integers {
    ($($type:ty)*) => {
        $(
            impl<R: IntegerMarker> SerdeAs<R> for $type {
                fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(self)
                }

                fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_any(IntegerVisitor(PhantomData))
                }
            }
        )*
    };
}

integers! { i64 u64 i128 u128 isize usize }

struct IntegerVisitor<T>(PhantomData<T>);

impl<T> Visitor<'_> for IntegerVisitor<T>
where
    T: FromStr<Err = ParseIntError> + TryFrom<i128, Error: Display> + TryFrom<u128, Error: Display>,
{
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer or a string of digits")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(|error| E::custom(format_args!("invalid integer {text:?}: {error}")))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        self.visit_i128(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        self.visit_u128(value.into())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<T, E> {
        T::try_from(value).map_err(|error| E::custom(format_args!("invalid integer {value}: {error}")))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<T, E> {
        T::try_from(value).map_err(|error| E::custom(format_args!("invalid integer {value}: {error}")))
    }
}
