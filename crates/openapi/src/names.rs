//! Names of components: `Page<Post>` becomes `Page.Post`.

use isotype_contract::{Scalar, Shape};

/// Returns the component name of a shape. It is unambiguous without parentheses, since each type has a fixed number of
/// parameters.
pub(crate) fn component_name(shape: &Shape) -> String {
    match shape {
        Shape::Type { name, arguments } => instantiation_name(name, arguments),
        Shape::List(part) => instantiation_name("list", [&**part]),
        Shape::Array { length, item: of } => instantiation_name(&format!("array{length}"), [&**of]),
        Shape::Tuple(parts) => instantiation_name(&format!("tuple{}", parts.len()), parts),
        Shape::Map { key, value } => instantiation_name("map", [&**key, &**value]),
        Shape::Entries { key, value } => instantiation_name("entries", [&**key, &**value]),
        Shape::Nullable(part) => instantiation_name("nullable", [&**part]),
        Shape::Deferred(part) => component_name(part),
        Shape::Scalar(scalar) => scalar_name(*scalar),
        Shape::Literal(text) | Shape::Parameter(text) => text.clone(),
        Shape::Object(_) | Shape::Intersection(_) => "object".to_owned(),
        Shape::Union(_) => "union".to_owned(),
    }
}

fn instantiation_name<'a>(name: &str, parts: impl IntoIterator<Item = &'a Shape>) -> String {
    let parts = parts.into_iter().map(component_name);
    std::iter::once(name.to_owned()).chain(parts).collect::<Vec<_>>().join(".")
}

/// Returns the name of a scalar in `contract.json`.
fn scalar_name(scalar: Scalar) -> String {
    serde_json::to_value(scalar).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Escapes bytes that component names cannot contain, as `_` followed by two hexadecimal digits.
pub(crate) fn sanitized(name: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'.' | b'_' | b'-' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("_{byte:02X}"),
    };
    name.bytes().map(escaped).collect()
}
