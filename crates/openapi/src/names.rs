//! Readable names for the uses of generic types: `Page<Post>` is `Page.Post`.

use isotype_contract::{Scalar, Shape};

/// A name for the shape. Types have a fixed number of parameters, so that no parentheses are needed.
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
        Shape::Scalar(scalar) => self::scalar_name(*scalar),
        Shape::Literal(text) | Shape::Parameter(text) => text.clone(),
        Shape::Object(_) | Shape::Intersection(_) => "object".to_owned(),
        Shape::Union(_) => "union".to_owned(),
    }
}

fn instantiation_name<'a>(name: &str, parts: impl IntoIterator<Item = &'a Shape>) -> String {
    let parts = parts.into_iter().map(component_name);
    std::iter::once(name.to_owned()).chain(parts).collect::<Vec<_>>().join(".")
}

/// As the contract has it.
fn scalar_name(scalar: Scalar) -> String {
    serde_json::to_value(scalar).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The name with its bytes spelt out that a component's, or an operation's, cannot have.
pub(crate) fn sanitized(name: &str) -> String {
    let spelt = |byte: u8| match byte {
        b'.' | b'_' | b'-' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("_{byte:02X}"),
    };
    name.bytes().map(spelt).collect()
}
