//! Text normalization.

use std::borrow::Cow;

/// Text that can be normalized: a string, or a container of strings.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text to normalize",
    label = "not a `String`, nor an `Option`, a `Vec` or a `Box` of one",
    note = "add `#[normalize(...)]` to the fields inside it, and `#[garde(dive)]` here"
)]
pub trait NormalizeText {
    /// Number of nested lists around each string.
    const LIST_DEPTH: usize;

    /// Replaces each string with `change(string)`.
    fn normalize_with(&mut self, change: fn(&str) -> Cow<'_, str>);
}

impl NormalizeText for String {
    const LIST_DEPTH: usize = 0;

    fn normalize_with(&mut self, change: fn(&str) -> Cow<'_, str>) {
        let changed = change(self);
        if *changed != **self {
            *self = changed.into_owned();
        }
    }
}

impl<T: NormalizeText> NormalizeText for Option<T> {
    const LIST_DEPTH: usize = T::LIST_DEPTH;

    fn normalize_with(&mut self, change: fn(&str) -> Cow<'_, str>) {
        self.iter_mut().for_each(|text| text.normalize_with(change));
    }
}

impl<T: NormalizeText> NormalizeText for Vec<T> {
    const LIST_DEPTH: usize = 1 + T::LIST_DEPTH;

    fn normalize_with(&mut self, change: fn(&str) -> Cow<'_, str>) {
        self.iter_mut().for_each(|text| text.normalize_with(change));
    }
}

impl<T: NormalizeText> NormalizeText for Box<T> {
    const LIST_DEPTH: usize = T::LIST_DEPTH;

    fn normalize_with(&mut self, change: fn(&str) -> Cow<'_, str>) {
        (**self).normalize_with(change);
    }
}

/// Trims the white space that ECMAScript's `trim` removes (ECMA-262, section 12.2), so that browsers trim the same
/// characters.
pub fn trim(text: &str) -> Cow<'_, str> {
    text.trim_matches(|c: char| (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}').into()
}

/// Converts text to lower case, independent of the language (Unicode, section 3.13).
pub fn lowercase(text: &str) -> Cow<'_, str> {
    text.to_lowercase().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes_every_string_inside() {
        let mut texts = Some(vec![Box::new(" Ann\u{feff}".to_owned()), Box::new("\u{85}B\t".to_owned())]);
        texts.normalize_with(trim);
        texts.normalize_with(lowercase);
        let texts: Vec<String> = texts.unwrap().into_iter().map(|text| *text).collect();
        assert_eq!(texts, ["ann", "\u{85}b"]);
    }
}
