use serde::{Deserialize, Serialize};

/// Value without inner shapes.
///
/// A scalar may be more specific than JSON, such as a date in a string. The client and the server convert it based on
/// the contract alone; the JSON carries no marker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum Scalar {
    /// `null`; `()` in Rust.
    Null,
    /// No value; `Infallible` in Rust.
    Never,
    /// Any JSON value.
    Json,
    /// `true` or `false`.
    Boolean,
    /// String.
    String,
    /// String that consists of one Unicode scalar value.
    Char,
    /// 32-bit float, a JSON number.
    F32,
    /// 64-bit float, a JSON number.
    F64,
    /// Float as a JSON number, or as one of the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
    NonFiniteFloat,
    /// 8-bit signed integer, a JSON number.
    I8,
    /// 16-bit signed integer, a JSON number.
    I16,
    /// 32-bit signed integer, a JSON number.
    I32,
    /// 64-bit signed integer, encoded as the contract's [`IntegerEncoding`](crate::IntegerEncoding) specifies.
    I64,
    /// 128-bit signed integer, encoded like [`Scalar::I64`].
    I128,
    /// Pointer-sized signed integer, encoded like [`Scalar::I64`].
    Isize,
    /// 8-bit unsigned integer, a JSON number.
    U8,
    /// 16-bit unsigned integer, a JSON number.
    U16,
    /// 32-bit unsigned integer, a JSON number.
    U32,
    /// 64-bit unsigned integer, encoded like [`Scalar::I64`].
    U64,
    /// 128-bit unsigned integer, encoded like [`Scalar::I64`].
    U128,
    /// Pointer-sized unsigned integer, encoded like [`Scalar::I64`].
    Usize,
    /// Integer as a string of decimal digits; `bigint` in TypeScript.
    BigInt,
    /// Integer as a string of decimal digits; `string` in TypeScript.
    IntegerString,
    /// Decimal number as a string.
    Decimal,
    /// UUID as a string.
    Uuid,
    /// Point in time as an RFC 3339 string; `Date` in TypeScript.
    DateTime,
    /// Date without a time, as an RFC 3339 `full-date`.
    Date,
    /// Time of day without a date.
    Time,
    /// Date and time of day without a time zone.
    LocalDateTime,
    /// URL as a string; `URL` in TypeScript.
    Url,
    /// Bytes as a base64 string (RFC 4648, section 4); `Uint8Array` in TypeScript.
    Base64,
    /// Bytes as an array of numbers; `Uint8Array` in TypeScript.
    ByteArray,
}

impl Scalar {
    /// Returns `true` for 64- and 128-bit integers, which may exceed the safe range of a JavaScript number.
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

    /// Returns `true` if a newtype over this scalar can be branded, that is, if it is a string, a number or a `bigint`
    /// in TypeScript.
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

    /// Returns the smallest and largest value of an integer with up to 32 bits.
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
