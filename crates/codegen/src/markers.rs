//! Names in a text that stand for something in Rust, marked where they are printed and found again when the whole text stands.
//!
//! The marks are noncharacters (Unicode, section 23.7), which no name can hold.

const OPEN: char = '\u{FDD0}';
const NAME: char = '\u{FDD1}';
const CLOSE: char = '\u{FDD2}';

/// `name` as it stands in the text, for what is called `key` in Rust.
pub(crate) fn mark(key: &str, name: &str) -> String {
    format!("{OPEN}{key}{NAME}{name}{CLOSE}")
}

/// The text without marks.
pub(crate) fn strip(text: &str) -> String {
    split(text).map(|(plain, marked)| format!("{plain}{}", marked.map_or("", |(_, name)| name))).collect()
}

/// The text in pieces: what is not marked, then the key and the name of what is.
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
    fn marks_are_found_and_leave_no_trace() {
        let text = format!("interface {} {{ {}: string }}", mark("", "Post"), mark("created_at", "createdAt"));
        assert_eq!(strip(&text), "interface Post { createdAt: string }");
        let pieces: Vec<_> = split(&text).collect();
        assert_eq!(pieces.get(1), Some(&(" { ", Some(("created_at", "createdAt")))));
    }
}
