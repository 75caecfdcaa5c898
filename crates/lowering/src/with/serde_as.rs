//! One module for a type, its options and its lists.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that can travel as the marker `R` says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel as `{R}`",
    label = "not a type that this `with` is for",
    note = "`isotype::with` says which types each module is for; options and lists of them are, maps and structs are not: mark the fields inside"
)]
pub trait SerdeAs<R>: Sized {
    /// Writes it as `R`.
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads it as `R`.
    fn deserialize_as<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// What is to be written as `R`.
struct SerializeAsWrap<'a, T, R>(&'a T, PhantomData<R>);

impl<T: SerdeAs<R>, R> Serialize for SerializeAsWrap<'_, T, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize_as(serializer)
    }
}

/// What was read as `R`.
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

/// The two functions that serde's `with` looks for in a module.
macro_rules! with {
    ($marker:ty $(, $parameter:ident)*) => {
        /// Writes a field, by serde's `with`.
        ///
        /// # Errors
        ///
        /// When the serializer fails, or the value has no such form.
        pub fn serialize<T, S $(, $parameter)*>(value: &T, serializer: S) -> Result<S::Ok, S::Error>
        where
            T: $crate::with::serde_as::SerdeAs<$marker>,
            S: serde::Serializer,
        {
            value.serialize_as(serializer)
        }

        /// Reads a field, by serde's `with`.
        ///
        /// # Errors
        ///
        /// When what was sent is of another form.
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
