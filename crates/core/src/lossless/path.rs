//! Where in an output something went wrong: `items[3].views`.
//!
//! An error on its way out can carry nothing but text from one serializer to the next, so the path stands in front of
//! the text, and grows there. Nothing is built while all goes well.

use serde::{Serialize, ser::Error};

/// Ends the path in an error's text; no JSON has it, and so no key.
const END: char = '\u{1f}';

/// An element of a list.
pub(crate) fn index_segment(index: usize) -> String {
    format!("[{index}]")
}

/// An entry of a map: written like a member where its key could be one's name.
#[cold]
pub(crate) fn key_segment<K: Serialize + ?Sized>(key: &K) -> String {
    let json = serde_json::to_string(key).unwrap_or_default();
    let word = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or_default();
    match word {
        "" => format!("[{json}]"),
        _ if word.contains(|c: char| !c.is_alphanumeric() && c != '_') => format!("[{json}]"),
        _ => word.to_owned(),
    }
}

/// The same error, of what stands at `place`.
#[cold]
pub(crate) fn prepend_path<E: Error>(place: &str, error: E) -> E {
    let text = error.to_string();
    let (path, cause) = text.split_once(END).unwrap_or(("", &text));
    let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
    E::custom(format_args!("{place}{dot}{path}{END}{cause}"))
}

/// The error's text for the log.
pub(crate) fn format_path(text: &str) -> String {
    match text.split_once(END) {
        Some((path, cause)) => format!("{path}: {cause}"),
        None => text.to_owned(),
    }
}
