//! The normal form of a text: what is checked, and what the procedure gets.

use std::borrow::Cow;

/// A text, or something that holds texts, of which all are brought to the normal form.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text to normalize",
    label = "not a `String`, nor an `Option`, a `Vec` or a `Box` of one",
    note = "put `#[normalize(...)]` on the fields inside it, and `#[garde(dive)]` here"
)]
pub trait NormalizeText {
    /// How many lists stand around each text.
    const LIST_DEPTH: usize;

    /// Puts `change(text)` in place of each text.
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

/// Without white space at its ends, which is what ECMAScript's `trim` takes for it (ECMA-262, section 12.2): a schema in the browser does
/// the same.
pub fn trim(text: &str) -> Cow<'_, str> {
    text.trim_matches(|c: char| (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}').into()
}

/// In lower case, whatever the language (Unicode, section 3.13).
pub fn lowercase(text: &str) -> Cow<'_, str> {
    text.to_lowercase().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_inside_is_changed() {
        let mut texts = Some(vec![Box::new(" Ann\u{feff}".to_owned()), Box::new("\u{85}B\t".to_owned())]);
        texts.normalize_with(trim);
        texts.normalize_with(lowercase);
        let texts: Vec<String> = texts.unwrap().into_iter().map(|text| *text).collect();
        assert_eq!(texts, ["ann", "\u{85}b"]);
    }
}
