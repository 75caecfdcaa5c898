//! What has no parts.

use isotype_schema::{Scalar, Shape};

/// The schema of what a client holds.
pub(super) fn schema(scalar: Scalar) -> String {
    if let Some((min, max)) = scalar.bounds() {
        return format!("z.int().min({min}).max({max})");
    }
    let text = match scalar {
        Scalar::Null => "z.null()",
        Scalar::Never => "z.never()",
        Scalar::Json => "z.json()",
        Scalar::Boolean => "z.boolean()",
        Scalar::Char => "z.string().check(check.char)",
        Scalar::F32 | Scalar::F64 => "z.number()",
        Scalar::FloatText => "z.custom((value) => typeof value === \"number\")",
        Scalar::U64 | Scalar::U128 | Scalar::Usize => "z.int().min(0)",
        scalar if scalar.is_wide() => "z.int()",
        Scalar::BigInt => "z.bigint()",
        Scalar::DateTime => "z.date()",
        Scalar::Url => "z.instanceof(URL)",
        Scalar::Base64 | Scalar::ByteList => "z.instanceof(Uint8Array)",
        _ => "z.string()",
    };
    text.to_owned()
}

/// What a rule looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nature {
    Text,
    Number,
    Single,
    Items,
    Other,
}

/// What a client holds of such a shape.
pub(super) fn nature(shape: &Shape) -> Nature {
    match shape {
        Shape::Literal(_) => Nature::Text,
        Shape::List(_) | Shape::Array { .. } | Shape::Map { .. } | Shape::Entries { .. } => Nature::Items,
        Shape::Scalar(Scalar::Base64 | Scalar::ByteList) => Nature::Items,
        Shape::Scalar(Scalar::String | Scalar::Char) => Nature::Text,
        Shape::Scalar(Scalar::F32) => Nature::Single,
        Shape::Scalar(Scalar::F64 | Scalar::FloatText | Scalar::BigInt) => Nature::Number,
        Shape::Scalar(scalar) if scalar.is_wide() || scalar.bounds().is_some() => Nature::Number,
        Shape::Nullable(of) => nature(of),
        _ => Nature::Other,
    }
}
