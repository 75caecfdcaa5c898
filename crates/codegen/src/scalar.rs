//! TypeScript types of scalars.

use std::collections::HashSet;

use isotype_contract::{Contract, Scalar, Shape};

/// Types that `index.d.ts` declares if the API uses them: scalar, name and declaration.
const DECLARED_TYPES: &[(Scalar, &str, &str)] = &[
    (
        Scalar::Decimal,
        "Decimal",
        "/** Decimal number, as a string to keep its full precision. */\nexport type Decimal = Brand<string, \"Decimal\">;\n",
    ),
    (
        Scalar::Json,
        JSON_VALUE,
        "\
/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key in string]: JsonValue };
",
    ),
    (Scalar::Uuid, "Uuid", "/** UUID in hyphenated form. */\nexport type Uuid = Brand<string, \"Uuid\">;\n"),
];

/// Name of the type for any JSON value.
pub(crate) const JSON_VALUE: &str = "JsonValue";

/// Types that `JsonValue` includes. An interface is not assignable to it, since it has no index signature.
pub(crate) const JSON_PRIMITIVES: &[&str] = &["null", "boolean", "number", "string"];

/// Returns the TypeScript type of a scalar.
pub(crate) fn type_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Null => "null",
        Scalar::Never => "never",
        Scalar::Json => JSON_VALUE,
        Scalar::Boolean => "boolean",
        Scalar::F32 | Scalar::F64 | Scalar::NonFiniteFloat => "number",
        Scalar::I8 | Scalar::I16 | Scalar::I32 | Scalar::U8 | Scalar::U16 | Scalar::U32 => "number",
        Scalar::BigInt => "bigint",
        Scalar::Decimal => "Decimal",
        Scalar::Uuid => "Uuid",
        Scalar::DateTime => "Date",
        Scalar::Url => "URL",
        Scalar::Base64 | Scalar::ByteArray => "Uint8Array",
        scalar if scalar.is_wide_integer() => "number",
        _ => "string",
    }
}

/// Returns the name and declaration of each predefined type that the API uses, sorted by name.
pub(crate) fn declared_types(contract: &Contract) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut shapes: Vec<&Shape> = contract.types.iter().map(|definition| &definition.shape).collect();
    for procedure in &contract.procedures {
        shapes.extend(procedure.encoding.is_json().then_some(&procedure.input));
        shapes.push(&procedure.output);
        shapes.extend(procedure.errors.iter().map(|error| &error.shape));
    }
    declared_types_in(shapes.into_iter())
}

/// Returns the name and declaration of each predefined type that `shapes` use, sorted by name.
pub(crate) fn declared_types_in<'a>(
    shapes: impl Iterator<Item = &'a Shape>,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut used = HashSet::new();
    shapes.for_each(|shape| {
        shape.visit(&mut |part| {
            if let Shape::Scalar(scalar) = part {
                used.insert(*scalar);
            }
        });
    });
    DECLARED_TYPES.iter().filter(move |(scalar, ..)| used.contains(scalar)).map(|(_, name, text)| (*name, *text))
}
