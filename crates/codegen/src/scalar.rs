//! What a value without parts is in TypeScript.

use isotype_schema::Scalar;

/// The name that stands for any JSON.
pub(crate) const JSON: &str = "JsonValue";

/// Its declaration.
pub(crate) const JSON_DECLARATION: &str = "\
/** Any JSON. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key in string]: JsonValue };
";

pub(crate) fn text(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Never => "never",
        Scalar::Json => JSON,
        Scalar::Boolean => "boolean",
        Scalar::F32 | Scalar::F64 => "number",
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::U8 | Scalar::U16 | Scalar::U32 => "number",
        Scalar::ByteList => "number[]",
        scalar if scalar.is_wide() => "number",
        _ => "string",
    }
}
