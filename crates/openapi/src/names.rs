//! Readable names for the uses of generic types: `Page<Post>` is `Page.Post`.

use isotype_contract::{Scalar, Shape};

/// A name for the shape. Types have a fixed number of parameters, so that no parentheses are needed.
pub(crate) fn of(shape: &Shape) -> String {
    match shape {
        Shape::Type { name, arguments } => with(name, arguments),
        Shape::List(part) => with("list", [&**part]),
        Shape::Array { length, of } => with(&format!("array{length}"), [&**of]),
        Shape::Tuple(parts) => with(&format!("tuple{}", parts.len()), parts),
        Shape::Map { key, value } => with("map", [&**key, &**value]),
        Shape::Entries { key, value } => with("entries", [&**key, &**value]),
        Shape::Nullable(part) => with("nullable", [&**part]),
        Shape::Later(part) => of(part),
        Shape::Scalar(scalar) => self::scalar(*scalar),
        Shape::Literal(text) | Shape::Parameter(text) => text.clone(),
        Shape::Object(_) | Shape::All(_) => "object".to_owned(),
        Shape::Union(_) => "union".to_owned(),
    }
}

fn with<'a>(name: &str, parts: impl IntoIterator<Item = &'a Shape>) -> String {
    let parts = parts.into_iter().map(of);
    std::iter::once(name.to_owned()).chain(parts).collect::<Vec<_>>().join(".")
}

/// As the contract has it.
fn scalar(scalar: Scalar) -> String {
    serde_json::to_value(scalar).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The name with its bytes spelt out that a component's, or an operation's, cannot have.
pub(crate) fn plain(name: &str) -> String {
    let spelt = |byte: u8| match byte {
        b'.' | b'_' | b'-' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("_{byte:02X}"),
    };
    name.bytes().map(spelt).collect()
}
