//! Serialization of a type, and of options and lists of it, in the encoding of a marker.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Type that supports the encoding of the marker `R`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be encoded as `{R}`",
    label = "not supported by this `with` module",
    note = "`isotype::with` lists the types that each module supports, along with options and lists of them; in structs and maps, mark the inner fields"
)]
pub trait SerdeAs<R>: Sized {
    /// Serializes the value in the encoding of `R`.
    ///
    /// # Errors
    ///
    /// Returns an error if the value cannot be encoded or the serializer fails.
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Deserializes a value in the encoding of `R`.
    ///
    /// # Errors
    ///
    /// Returns an error if the value is not correctly encoded.
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Wrapper that serializes a value in the encoding of `R`.
struct SerializeAsWrap<'a, T, R>(&'a T, PhantomData<R>);

impl<T: SerdeAs<R>, R> Serialize for SerializeAsWrap<'_, T, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_as(serializer)
    }
}

/// Wrapper that deserializes a value in the encoding of `R`.
struct DeserializeAsWrap<T, R>(T, PhantomData<R>);

impl<'de, T: SerdeAs<R>, R> Deserialize<'de> for DeserializeAsWrap<T, R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize_as(deserializer).map(|value| DeserializeAsWrap(value, PhantomData))
    }
}

impl<T: SerdeAs<R>, R> SerdeAs<R> for Option<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(|value| SerializeAsWrap(value, PhantomData)).serialize(serializer)
    }

    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<DeserializeAsWrap<T, R>>::deserialize(deserializer)?.map(|value| value.0))
    }
}

impl<T: SerdeAs<R>, R> SerdeAs<R> for Vec<T> {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|value| SerializeAsWrap(value, PhantomData)))
    }

    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<DeserializeAsWrap<T, R>>::deserialize(deserializer)?;
        Ok(list.into_iter().map(|value| value.0).collect())
    }
}

/// Defines the functions that serde's `with` expects in a module.
macro_rules! with {
    ($marker:ty $(, $parameter:ident)*) => {
        /// Serializes a field, for serde's `with`.
        ///
        /// # Errors
        ///
        /// Returns an error if the value cannot be encoded or the serializer fails.
        pub fn serialize<T, S $(, $parameter)*>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
        where
            T: $crate::with::serde_as::SerdeAs<$marker>,
            S: serde::Serializer,
        {
            value.serialize_as(serializer)
        }

        /// Deserializes a field, for serde's `with`.
        ///
        /// # Errors
        ///
        /// Returns an error if the value is not correctly encoded.
        pub fn deserialize<'de, T, D $(, $parameter)*>(deserializer: D) -> Result<T, D::Error>
        where
            T: $crate::with::serde_as::SerdeAs<$marker>,
            D: serde::Deserializer<'de>,
        {
            T::deserialize_as(deserializer)
        }
    };
}

pub(super) use with;
