use serde::{Deserialize, Serialize};

/// A value without parts. Where its name says more than JSON does, both sides know it: nothing marks it on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Scalar {
    /// `null`: Rust's `()`.
    Null,
    /// No value at all: Rust's `Infallible`.
    Never,
    /// Any JSON.
    Json,
    /// `true` or `false`.
    Boolean,
    /// Any string.
    String,
    /// A string of one Unicode scalar value.
    Char,
    /// A JSON number.
    F32,
    /// A JSON number.
    F64,
    /// A JSON number; a string where `"NaN"`, `"Infinity"` or `"-Infinity"` is meant.
    NonFiniteFloat,
    /// A JSON number.
    I8,
    /// A JSON number.
    I16,
    /// A JSON number.
    I32,
    /// A JSON number, or what the contract's [`IntegerEncoding`](crate::IntegerEncoding) make of it.
    I64,
    /// As `i64`.
    I128,
    /// As `i64`.
    Isize,
    /// A JSON number.
    U8,
    /// A JSON number.
    U16,
    /// A JSON number.
    U32,
    /// As `i64`.
    U64,
    /// As `i64`.
    U128,
    /// As `i64`.
    Usize,
    /// An integer as a string of decimal digits, for TypeScript a `bigint`.
    BigInt,
    /// An integer as a string of decimal digits, for TypeScript a `string`.
    IntegerString,
    /// A decimal number as a string.
    Decimal,
    /// A UUID as a string.
    Uuid,
    /// An instant by RFC 3339, for TypeScript a `Date`.
    DateTime,
    /// A date by RFC 3339, without a time.
    Date,
    /// A time of day, without a date.
    Time,
    /// A date and a time of day, without a zone.
    LocalDateTime,
    /// An address by RFC 3986, for TypeScript a `URL`.
    Url,
    /// Bytes in base64 (RFC 4648, section 4), for TypeScript a `Uint8Array`.
    Base64,
    /// Bytes as an array of numbers, for TypeScript a `Uint8Array`.
    ByteArray,
}

impl Scalar {
    /// Whether it is an integer that may be wider than a JavaScript number.
    #[must_use]
    pub fn is_wide_integer(self) -> bool {
        matches!(self, Scalar::I64 | Scalar::I128 | Scalar::Isize | Scalar::U64 | Scalar::U128 | Scalar::Usize)
    }

    /// Returns `true` if the scalar is a string in JSON.
    #[must_use]
    pub fn is_string(self) -> bool {
        matches!(
            self,
            Scalar::String
                | Scalar::Char
                | Scalar::BigInt
                | Scalar::IntegerString
                | Scalar::Decimal
                | Scalar::Uuid
                | Scalar::DateTime
                | Scalar::Date
                | Scalar::Time
                | Scalar::LocalDateTime
                | Scalar::Url
                | Scalar::Base64
        )
    }

    /// Whether a newtype over it is a name for it: what TypeScript has as a string, a number or a `bigint`.
    #[must_use]
    pub fn can_be_branded(self) -> bool {
        !matches!(
            self,
            Scalar::Null
                | Scalar::Never
                | Scalar::Json
                | Scalar::DateTime
                | Scalar::Url
                | Scalar::Base64
                | Scalar::ByteArray
        )
    }

    /// The least and the greatest value of an integer that every JavaScript number can hold.
    #[must_use]
    pub fn bounds(self) -> Option<(i64, i64)> {
        Some(match self {
            Scalar::I8 => (i8::MIN.into(), i8::MAX.into()),
            Scalar::I16 => (i16::MIN.into(), i16::MAX.into()),
            Scalar::I32 => (i32::MIN.into(), i32::MAX.into()),
            Scalar::U8 => (0, u8::MAX.into()),
            Scalar::U16 => (0, u16::MAX.into()),
            Scalar::U32 => (0, u32::MAX.into()),
            _ => return None,
        })
    }
}
