//! Relations between scalars.

use super::{Direction, SetRelation};
use isotype_contract::Scalar;

/// Returns how the values of `new` relate to those of `old` from the reader's point of view.
pub(super) fn relation(old: Scalar, new: Scalar, direction: Direction) -> SetRelation {
    SetRelation::new(reads(direction, new, old), reads(direction, old, new))
}

/// Returns `true` if `reader` accepts every value of `written`.
fn reads(direction: Direction, reader: Scalar, written: Scalar) -> bool {
    match (reader, written) {
        (reader, written) if reader == written => true,
        (Scalar::Json, _) | (_, Scalar::Never) => true,
        (Scalar::NonFiniteFloat, Scalar::F32 | Scalar::F64) => true,
        // TypeScript has a single number type, so clients accept either float. serde loses precision when it reads an
        // `f64` into an `f32`.
        (Scalar::F32 | Scalar::F64, Scalar::F32 | Scalar::F64) => {
            reader == Scalar::F64 || direction == Direction::Output
        }
        (Scalar::F32 | Scalar::F64 | Scalar::NonFiniteFloat, written) if integers(written).is_some() => {
            direction == Direction::Output || represents_exactly(reader, written)
        }
        (Scalar::String, written) => written.is_string(),
        (Scalar::BigInt, Scalar::IntegerString) | (Scalar::IntegerString, Scalar::BigInt) => true,
        // The server also reads `with::bigint` and `with::integer_string` from numbers.
        (Scalar::BigInt | Scalar::IntegerString, written) if direction == Direction::Input => {
            integers(written).is_some()
        }
        _ => match (integers(reader), integers(written)) {
            (Some(_), Some(_)) if direction == Direction::Output => true,
            (Some((min, max)), Some((from, to))) => min <= from && to <= max,
            _ => false,
        },
    }
}

/// Returns `true` if the float type represents all values of the integer type exactly.
fn represents_exactly(float: Scalar, written: Scalar) -> bool {
    let bits = if float == Scalar::F32 { f32::MANTISSA_DIGITS } else { f64::MANTISSA_DIGITS };
    integers(written).is_some_and(|(from, to)| from >= -(1 << bits) && to <= 1 << bits)
}

/// Returns the smallest and largest value of a scalar, if it is an integer type.
fn integers(scalar: Scalar) -> Option<(i128, u128)> {
    Some(match scalar {
        Scalar::I64 | Scalar::Isize => (i64::MIN.into(), i64::MAX.unsigned_abs().into()),
        Scalar::U64 | Scalar::Usize => (0, u64::MAX.into()),
        Scalar::I128 => (i128::MIN, i128::MAX.unsigned_abs()),
        Scalar::U128 => (0, u128::MAX),
        _ => {
            let (min, max) = scalar.bounds()?;
            (min.into(), max.unsigned_abs().into())
        }
    })
}

/// Returns `true` if the TypeScript type of `actual` is assignable to that of `expected`.
pub(super) fn is_assignable(actual: Scalar, expected: Scalar) -> bool {
    let (actual, expected) = (typescript_type(actual), typescript_type(expected));
    actual == expected
        || expected == "unknown"
        || actual == "never"
        || expected == "string" && matches!(actual, "Uuid" | "Decimal")
}

fn typescript_type(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Never => "never",
        Scalar::Json => "unknown",
        Scalar::Boolean => "boolean",
        Scalar::Uuid => "Uuid",
        Scalar::Decimal => "Decimal",
        Scalar::DateTime => "Date",
        Scalar::Url => "URL",
        Scalar::Base64 | Scalar::ByteArray => "Uint8Array",
        Scalar::BigInt => "bigint",
        scalar if scalar.is_string() => "string",
        _ => "number",
    }
}
