//! JSON Schemas of scalars.

use isotype_contract::{IntegerEncoding, Scalar};

use crate::json::{Json, json};

/// Largest integer that interoperates between JSON implementations (RFC 8259, section 6).
const MAX_SAFE_INTEGER: i64 = (1 << 53) - 1;

/// Returns the schema of a scalar.
pub(crate) fn schema(scalar: Scalar, integers: IntegerEncoding) -> Json {
    let text = |format: &str| json!({ "type": "string", "format": format });
    match scalar {
        Scalar::Null => json!({ "type": "null" }),
        Scalar::Never => json!({ "not": {} }),
        Scalar::Boolean => json!({ "type": "boolean" }),
        Scalar::String => json!({ "type": "string" }),
        Scalar::Char => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        Scalar::F32 => json!({ "type": "number", "format": "float" }),
        Scalar::F64 => json!({ "type": "number", "format": "double" }),
        Scalar::NonFiniteFloat => {
            json!({ "anyOf": [{ "type": "number" }, { "type": "string", "enum": ["NaN", "Infinity", "-Infinity"] }] })
        }
        Scalar::I64 | Scalar::I128 | Scalar::Isize => wide_integer(integers, -MAX_SAFE_INTEGER),
        Scalar::U64 | Scalar::U128 | Scalar::Usize => wide_integer(integers, 0),
        Scalar::BigInt | Scalar::IntegerString => json!({ "type": "string", "pattern": "^-?[0-9]+$" }),
        Scalar::Decimal => text("decimal"),
        Scalar::Uuid => text("uuid"),
        Scalar::DateTime => text("date-time"),
        Scalar::Date => text("date"),
        Scalar::Time => text("time-local"),
        Scalar::LocalDateTime => text("date-time-local"),
        Scalar::Url => text("uri"),
        Scalar::Base64 => json!({ "type": "string", "contentEncoding": "base64" }),
        Scalar::ByteArray => json!({ "type": "array", "items": { "type": "integer", "minimum": 0, "maximum": 255 } }),
        _ => match scalar.bounds() {
            Some((min, max)) => json!({ "type": "integer", "minimum": min, "maximum": max }),
            None => json!({}),
        },
    }
}

/// Returns the schema of an integer type wider than 53 bits.
fn wide_integer(integers: IntegerEncoding, minimum: i64) -> Json {
    match integers {
        IntegerEncoding::Number => {
            json!({ "type": "integer", "format": "int64", "minimum": minimum, "maximum": MAX_SAFE_INTEGER })
        }
        IntegerEncoding::BigInt | IntegerEncoding::String if minimum < 0 => {
            json!({ "type": "string", "pattern": "^-?[0-9]+$" })
        }
        IntegerEncoding::BigInt | IntegerEncoding::String => json!({ "type": "string", "pattern": "^[0-9]+$" }),
        _ => json!({}),
    }
}
