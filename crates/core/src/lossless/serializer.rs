//! Serializer wrapper that checks numbers.

use std::fmt::Display;

use serde::{Serialize, Serializer, ser::Error};

use super::{
    Lossless, allows_wide_integers,
    compound::{Elements, Fields},
    path::prepend_path,
};

/// Largest safe integer in JavaScript, 2⁵³ - 1 (ECMA-262, `Number.MAX_SAFE_INTEGER`).
pub(crate) const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;

/// Serializer that rejects numbers that would not arrive unchanged.
pub(crate) struct LosslessSerializer<S>(pub(crate) S);

#[cold]
pub(crate) fn unsafe_integer_error<E: Error>(value: impl Display) -> E {
    E::custom(format_args!(
        "{value} exceeds JavaScript's safe integer range (±{MAX_SAFE_INTEGER}); send it as a bigint with \
         #[serde(with = \"isotype::with::bigint\")] #[isotype(type = isotype::with::BigInt)]"
    ))
}

#[cold]
fn reject_unsafe_integer<E: Error>(value: impl Display) -> Result<(), E> {
    if allows_wide_integers() { Ok(()) } else { Err(unsafe_integer_error(value)) }
}

#[cold]
fn reject_not_finite<E: Error>(value: impl Display) -> Result<(), E> {
    Err(E::custom(format_args!(
        "JSON cannot represent the number {value}; send it as a string with \
         #[serde(with = \"isotype::with::non_finite_float\")] #[isotype(type = isotype::with::NonFiniteFloat)]"
    )))
}

macro_rules! scalars {
    ($($method:ident($type:ty) $(if $accepts:expr => $reject:ident)?;)*) => {
        $(
            #[inline]
            fn $method(self, value: $type) -> Result<S::Ok, S::Error> {
                $(
                    if !$accepts(value) {
                        $reject(value)?;
                    }
                )?
                self.0.$method(value)
            }
        )*
    };
}

impl<S: Serializer> Serializer for LosslessSerializer<S> {
    type Ok = S::Ok;
    type Error = S::Error;
    type SerializeSeq = Elements<S::SerializeSeq>;
    type SerializeTuple = Elements<S::SerializeTuple>;
    type SerializeTupleStruct = Elements<S::SerializeTupleStruct>;
    type SerializeTupleVariant = Elements<S::SerializeTupleVariant>;
    type SerializeMap = Fields<S::SerializeMap>;
    type SerializeStruct = Fields<S::SerializeStruct>;
    type SerializeStructVariant = Fields<S::SerializeStructVariant>;

    scalars! {
        serialize_i64(i64) if |value: i64| value.unsigned_abs() <= MAX_SAFE_INTEGER.unsigned_abs() => reject_unsafe_integer;
        serialize_u64(u64) if |value: u64| value <= MAX_SAFE_INTEGER.unsigned_abs() => reject_unsafe_integer;
        serialize_i128(i128) if |value: i128| value.unsigned_abs() <= MAX_SAFE_INTEGER.unsigned_abs().into() => reject_unsafe_integer;
        serialize_u128(u128) if |value: u128| value <= MAX_SAFE_INTEGER.unsigned_abs().into() => reject_unsafe_integer;
        serialize_f32(f32) if f32::is_finite => reject_not_finite;
        serialize_f64(f64) if f64::is_finite => reject_not_finite;
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_unit_struct(&'static str);
    }

    #[inline]
    fn serialize_none(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_none()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_some(&Lossless(value))
    }

    #[inline]
    fn serialize_unit(self) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(self, name: &'static str, index: u32, variant: &'static str) -> Result<S::Ok, S::Error> {
        self.0.serialize_unit_variant(name, index, variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<S::Ok, S::Error> {
        self.0.serialize_newtype_struct(name, &Lossless(value))
    }

    #[inline]
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<S::Ok, S::Error> {
        self.0
            .serialize_newtype_variant(name, index, variant, &Lossless(value))
            .map_err(|error| prepend_path(variant, error))
    }

    #[inline]
    fn serialize_seq(self, len: Option<usize>) -> Result<Self::SerializeSeq, S::Error> {
        self.0.serialize_seq(len).map(Elements::new)
    }

    #[inline]
    fn serialize_tuple(self, len: usize) -> Result<Self::SerializeTuple, S::Error> {
        self.0.serialize_tuple(len).map(Elements::new)
    }

    #[inline]
    fn serialize_tuple_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeTupleStruct, S::Error> {
        self.0.serialize_tuple_struct(name, len).map(Elements::new)
    }

    #[inline]
    fn serialize_tuple_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeTupleVariant, S::Error> {
        self.0.serialize_tuple_variant(name, index, variant, len).map(|inner| Elements::of_variant(inner, variant))
    }

    #[inline]
    fn serialize_map(self, len: Option<usize>) -> Result<Self::SerializeMap, S::Error> {
        self.0.serialize_map(len).map(Fields::new)
    }

    #[inline]
    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Self::SerializeStruct, S::Error> {
        self.0.serialize_struct(name, len).map(Fields::new)
    }

    #[inline]
    fn serialize_struct_variant(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        len: usize,
    ) -> Result<Self::SerializeStructVariant, S::Error> {
        self.0.serialize_struct_variant(name, index, variant, len).map(|inner| Fields::of_variant(inner, variant))
    }

    #[inline]
    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<S::Ok, S::Error> {
        self.0.collect_str(value)
    }

    #[inline]
    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}
