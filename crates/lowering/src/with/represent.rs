//! One module for a type, its options and its lists.

use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type that can travel as the marker `R` says.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot travel as `{R}`",
    label = "not a type that this `with` is for",
    note = "`isotype::with` says which types each module is for; options and lists of them are, maps and structs are not: mark the fields inside"
)]
pub trait Represent<R>: Sized {
    /// Writes it as `R`.
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads it as `R`.
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// What is to be written as `R`.
struct Writing<'a, T, R>(&'a T, PhantomData<R>);

impl<T: Represent<R>, R> Serialize for Writing<'_, T, R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// What was read as `R`.
struct Reading<T, R>(T, PhantomData<R>);

impl<'de, T: Represent<R>, R> Deserialize<'de> for Reading<T, R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(|value| Reading(value, PhantomData))
    }
}

impl<T: Represent<R>, R> Represent<R> for Option<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(|value| Writing(value, PhantomData)).serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::<Reading<T, R>>::deserialize(deserializer)?.map(|value| value.0))
    }
}

impl<T: Represent<R>, R> Represent<R> for Vec<T> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(|value| Writing(value, PhantomData)))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Vec::<Reading<T, R>>::deserialize(deserializer)?;
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
            T: $crate::with::represent::Represent<$marker>,
            S: serde::Serializer,
        {
            value.write(serializer)
        }

        /// Reads a field, by serde's `with`.
        ///
        /// # Errors
        ///
        /// When what was sent is of another form.
        pub fn deserialize<'de, T, D $(, $parameter)*>(deserializer: D) -> Result<T, D::Error>
        where
            T: $crate::with::represent::Represent<$marker>,
            D: serde::Deserializer<'de>,
        {
            T::read(deserializer)
        }
    };
}

pub(super) use with;
