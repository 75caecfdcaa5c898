//! Path of the value that caused a serialization error, such as `items[3].views`.
//!
//! A serializer's error carries only text, so the path is stored as a prefix of that text. It is built only if an error
//! occurs.

use serde::{Serialize, ser::Error};

/// Separator between the path and the cause in an error's text. JSON text cannot contain it.
const END: char = '\u{1f}';

/// Returns the path segment of a list element.
pub(crate) fn index_segment(index: usize) -> String {
    format!("[{index}]")
}

/// Returns the path segment of a map entry: the plain key if it is a simple name, otherwise the key in brackets.
#[cold]
pub(crate) fn key_segment<K: Serialize + ?Sized>(key: &K) -> String {
    let json = serde_json::to_string(key).unwrap_or_default();
    let name = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or_default();
    match name {
        "" => format!("[{json}]"),
        _ if name.contains(|c: char| !c.is_alphanumeric() && c != '_') => format!("[{json}]"),
        _ => name.to_owned(),
    }
}

/// Prepends a segment to the path of an error.
#[cold]
pub(crate) fn prepend_path<E: Error>(segment: &str, error: E) -> E {
    let text = error.to_string();
    let (path, cause) = text.split_once(END).unwrap_or(("", &text));
    let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
    E::custom(format_args!("{segment}{dot}{path}{END}{cause}"))
}

/// Formats the error's text with its path, for the log.
pub(crate) fn format_path(text: &str) -> String {
    match text.split_once(END) {
        Some((path, cause)) => format!("{path}: {cause}"),
        None => text.to_owned(),
    }
}
