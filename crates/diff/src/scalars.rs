//! Which values without parts are values of another type too.

use super::{Direction, SetRelation};
use isotype_contract::Scalar;

/// How the values of `new` stand to those of `old`, for who reads them.
pub(super) fn relation(old: Scalar, new: Scalar, direction: Direction) -> SetRelation {
    SetRelation::new(reads(direction, new, old), reads(direction, old, new))
}

/// Whether `reader` takes every value of `written`.
fn reads(direction: Direction, reader: Scalar, written: Scalar) -> bool {
    match (reader, written) {
        (reader, written) if reader == written => true,
        (Scalar::Json, _) | (_, Scalar::Never) => true,
        (Scalar::NonFiniteFloat, Scalar::F32 | Scalar::F64) => true,
        // The first number type that TypeScript has is as good as another; a fraction is no whole number, though.
        (Scalar::F32 | Scalar::F64, Scalar::F32 | Scalar::F64) => {
            reader == Scalar::F64 || direction == Direction::Output
        }
        (Scalar::F32 | Scalar::F64 | Scalar::NonFiniteFloat, written) if integers(written).is_some() => {
            direction == Direction::Output || exactly(reader, written)
        }
        (Scalar::String, written) => written.is_string(),
        (Scalar::BigInt, Scalar::IntegerString) | (Scalar::IntegerString, Scalar::BigInt) => true,
        // `wire::bigint` and `wire::text` are read from numbers too.
        (Scalar::BigInt | Scalar::IntegerString, written) if direction == Direction::Input => {
            integers(written).is_some()
        }
        _ => match (integers(reader), integers(written)) {
            (Some(_), Some(_)) if direction == Direction::Output => true,
            (Some((least, most)), Some((from, to))) => least <= from && to <= most,
            _ => false,
        },
    }
}

/// Whether a float holds every one of these integers.
fn exactly(float: Scalar, written: Scalar) -> bool {
    let digits = if float == Scalar::F32 { f32::MANTISSA_DIGITS } else { f64::MANTISSA_DIGITS };
    integers(written).is_some_and(|(from, to)| from >= -(1 << digits) && to <= 1 << digits)
}

/// The least and the greatest integer of the type.
fn integers(scalar: Scalar) -> Option<(i128, u128)> {
    Some(match scalar {
        Scalar::I64 | Scalar::Isize => (i64::MIN.into(), i64::MAX.unsigned_abs().into()),
        Scalar::U64 | Scalar::Usize => (0, u64::MAX.into()),
        Scalar::I128 => (i128::MIN, i128::MAX.unsigned_abs()),
        Scalar::U128 => (0, u128::MAX),
        _ => {
            let (least, most) = scalar.bounds()?;
            (least.into(), most.unsigned_abs().into())
        }
    })
}

/// Whether code that has a value of TypeScript's type for `have` compiles where that of `want` is wanted.
pub(super) fn is_assignable(have: Scalar, want: Scalar) -> bool {
    let (have, want) = (typescript(have), typescript(want));
    have == want || want == "unknown" || have == "never" || want == "string" && matches!(have, "Uuid" | "Decimal")
}

fn typescript(scalar: Scalar) -> &'static str {
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
        text if text.is_string() => "string",
        _ => "number",
    }
}
