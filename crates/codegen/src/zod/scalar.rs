//! Schemas of scalars, and the kinds of values that rules apply to.

use isotype_contract::{IntegerEncoding, Scalar, Shape};

/// Returns the schema of a decoded scalar.
pub(super) fn schema(scalar: Scalar, integers: IntegerEncoding) -> String {
    if let Some((min, max)) = scalar.bounds() {
        return format!("z.int().min({min}).max({max})");
    }
    let text = match integers.resolve(scalar) {
        Scalar::Null => "z.null()",
        Scalar::Never => "z.never()",
        Scalar::Json => "z.json()",
        Scalar::Boolean => "z.boolean()",
        Scalar::Char => "z.string().check(check.char)",
        Scalar::F32 | Scalar::F64 => "z.number()",
        Scalar::NonFiniteFloat => "z.custom((value) => typeof value === \"number\")",
        Scalar::U64 | Scalar::U128 | Scalar::Usize => "z.int().min(0)",
        scalar if scalar.is_wide_integer() => "z.int()",
        Scalar::BigInt => bigint(scalar),
        Scalar::IntegerString => "z.string().regex(/^-?[0-9]+$/)",
        Scalar::DateTime => "z.date()",
        Scalar::Url => "z.instanceof(URL)",
        Scalar::Base64 | Scalar::ByteArray => "z.instanceof(Uint8Array)",
        _ => "z.string()",
    };
    text.to_owned()
}

/// Returns the schema of a `bigint` within the bounds of the Rust type.
fn bigint(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::I64 | Scalar::Isize => "z.bigint().min(-9223372036854775808n).max(9223372036854775807n)",
        Scalar::U64 | Scalar::Usize => "z.bigint().min(0n).max(18446744073709551615n)",
        Scalar::I128 => "z.bigint().min(-(2n ** 127n)).max(2n ** 127n - 1n)",
        Scalar::U128 => "z.bigint().min(0n).max(2n ** 128n - 1n)",
        _ => "z.bigint()",
    }
}

/// Kind of a decoded value, as far as rules distinguish kinds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    String,
    Number,
    Float32,
    IntegerText,
    Collection,
    Other,
}

/// Returns the kind of the decoded values of a shape.
pub(super) fn value_kind(shape: &Shape, integers: IntegerEncoding) -> ValueKind {
    match shape {
        Shape::Literal(_) => ValueKind::String,
        Shape::List(_) | Shape::Array { .. } | Shape::Map { .. } | Shape::Entries { .. } => ValueKind::Collection,
        Shape::Scalar(Scalar::Base64 | Scalar::ByteArray) => ValueKind::Collection,
        Shape::Scalar(Scalar::String | Scalar::Char) => ValueKind::String,
        Shape::Scalar(Scalar::F32) => ValueKind::Float32,
        Shape::Scalar(Scalar::F64 | Scalar::NonFiniteFloat | Scalar::BigInt) => ValueKind::Number,
        Shape::Scalar(scalar) if integers.resolve(*scalar) == Scalar::IntegerString => ValueKind::IntegerText,
        Shape::Scalar(scalar) if scalar.is_wide_integer() || scalar.bounds().is_some() => ValueKind::Number,
        Shape::Nullable(of) => value_kind(of, integers),
        _ => ValueKind::Other,
    }
}
