//! Serializers for lists and objects, which add their segment to the path of an error.

use serde::{
    Serialize,
    ser::{
        Error, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
        SerializeTupleStruct, SerializeTupleVariant,
    },
};

use super::{
    Lossless,
    path::{index_segment, key_segment, prepend_path},
};

/// Serializes the elements of a list or a tuple.
pub(crate) struct Elements<C> {
    inner: C,
    index: usize,
    variant: Option<&'static str>,
}

/// Serializes the fields of an object.
pub(crate) struct Fields<C> {
    inner: C,
    variant: Option<&'static str>,
}

impl<C> Elements<C> {
    #[inline]
    pub(super) fn new(inner: C) -> Self {
        Elements { inner, index: 0, variant: None }
    }

    #[inline]
    pub(super) fn of_variant(inner: C, variant: &'static str) -> Self {
        Elements { inner, index: 0, variant: Some(variant) }
    }
}

impl<C> Fields<C> {
    #[inline]
    pub(super) fn new(inner: C) -> Self {
        Fields { inner, variant: None }
    }

    #[inline]
    pub(super) fn of_variant(inner: C, variant: &'static str) -> Self {
        Fields { inner, variant: Some(variant) }
    }
}

/// Prepends the path of an element or a field, and the name of the variant that contains it, if any.
#[cold]
fn prepend_variant_path<E: Error>(variant: Option<&'static str>, segment: &str, error: E) -> E {
    let error = prepend_path(segment, error);
    match variant {
        Some(variant) => prepend_path(variant, error),
        None => error,
    }
}

macro_rules! elements {
    ($($trait:ident $method:ident;)*) => {
        $(
            impl<C: $trait> $trait for Elements<C> {
                type Ok = C::Ok;
                type Error = C::Error;

                #[inline]
                fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
                    let (index, variant) = (self.index, self.variant);
                    self.index += 1;
                    self.inner.$method(&Lossless(value)).map_err(|error| prepend_variant_path(variant, &index_segment(index), error))
                }

                #[inline]
                fn end(self) -> Result<C::Ok, C::Error> {
                    self.inner.end()
                }
            }
        )*
    };
}

elements! {
    SerializeSeq serialize_element;
    SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field;
    SerializeTupleVariant serialize_field;
}

macro_rules! fields {
    ($($trait:ident)*) => {
        $(
            impl<C: $trait> $trait for Fields<C> {
                type Ok = C::Ok;
                type Error = C::Error;

                #[inline]
                fn serialize_field<T>(&mut self, key: &'static str, value: &T) -> Result<(), C::Error>
                where
                    T: Serialize + ?Sized,
                {
                    let variant = self.variant;
                    self.inner.serialize_field(key, &Lossless(value)).map_err(|error| prepend_variant_path(variant, key, error))
                }

                #[inline]
                fn skip_field(&mut self, key: &'static str) -> Result<(), C::Error> {
                    self.inner.skip_field(key)
                }

                #[inline]
                fn end(self) -> Result<C::Ok, C::Error> {
                    self.inner.end()
                }
            }
        )*
    };
}

fields! { SerializeStruct SerializeStructVariant }

// Keys are written as strings, which can represent any number.
impl<C: SerializeMap> SerializeMap for Fields<C> {
    type Ok = C::Ok;
    type Error = C::Error;

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), C::Error> {
        self.inner.serialize_key(key)
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), C::Error> {
        self.inner.serialize_value(&Lossless(value))
    }

    #[inline]
    fn serialize_entry<K, V>(&mut self, key: &K, value: &V) -> Result<(), C::Error>
    where
        K: Serialize + ?Sized,
        V: Serialize + ?Sized,
    {
        self.inner.serialize_entry(key, &Lossless(value)).map_err(|error| prepend_path(&key_segment(key), error))
    }

    #[inline]
    fn end(self) -> Result<C::Ok, C::Error> {
        self.inner.end()
    }
}
