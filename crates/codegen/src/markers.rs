//! Markers around names that map to Rust code, so that their positions can be found in the final text.
//!
//! They are noncharacters (Unicode, section 23.7), which no identifier contains.

const OPEN: char = '\u{FDD0}';
const NAME: char = '\u{FDD1}';
const CLOSE: char = '\u{FDD2}';

/// Returns `name` with markers. `key` is its Rust name, or `""` for the type itself.
pub(crate) fn mark(key: &str, name: &str) -> String {
    format!("{OPEN}{key}{NAME}{name}{CLOSE}")
}

/// Returns the text without markers.
pub(crate) fn strip(text: &str) -> String {
    split(text).map(|(plain, marked)| format!("{plain}{}", marked.map_or("", |(_, name)| name))).collect()
}

/// Splits the text into pieces, each consisting of unmarked text and the key and name of the marked name that follows
/// it.
pub(crate) fn split(text: &str) -> impl Iterator<Item = (&str, Option<(&str, &str)>)> {
    text.split(CLOSE).map(|piece| match piece.split_once(OPEN) {
        Some((plain, marked)) => (plain, marked.split_once(NAME)),
        None => (piece, None),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_and_strips_markers() {
        let text = format!("interface {} {{ {}: string }}", mark("", "Post"), mark("created_at", "createdAt"));
        assert_eq!(strip(&text), "interface Post { createdAt: string }");
        let pieces: Vec<_> = split(&text).collect();
        assert_eq!(pieces.get(1), Some(&(" { ", Some(("created_at", "createdAt")))));
    }
}
