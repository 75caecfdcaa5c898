//! JSON for people: what fits in a line stands in one, so that a changed member is a changed line.

use std::iter;

const WIDTH: usize = 100;

/// Lays out JSON that has no blanks between its parts.
pub(super) fn pretty_print(json: &str) -> String {
    let mut laid =
        PrettyPrinter { text: String::with_capacity(json.len() * 2), column: 0, broken: Vec::new(), is_fresh: false };
    let mut widths = widths(json).into_iter();
    tokens(json).for_each(|token| laid.add(token, &mut widths));
    laid.text.push('\n');
    laid.text
}

/// A part of JSON's text.
#[derive(Clone, Copy)]
enum Token<'a> {
    Open(&'a str),
    Close(&'a str),
    Comma,
    Colon,
    /// What has no parts, or the name of a member.
    Leaf(&'a str),
}

fn tokens(json: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = json;
    iter::from_fn(move || {
        let (text, after) = rest.split_at_checked(length(rest))?;
        rest = after;
        match text {
            "" => None,
            "{" | "[" => Some(Token::Open(text)),
            "}" | "]" => Some(Token::Close(text)),
            "," => Some(Token::Comma),
            ":" => Some(Token::Colon),
            leaf => Some(Token::Leaf(leaf)),
        }
    })
}

/// How long the first token is.
fn length(json: &str) -> usize {
    let bytes = json.as_bytes();
    match bytes.first() {
        None => 0,
        Some(b'"') => {
            let mut is_escaped = false;
            let is_end = |byte: &u8| {
                let ends = *byte == b'"' && !is_escaped;
                is_escaped = *byte == b'\\' && !is_escaped;
                ends
            };
            bytes.iter().skip(1).position(is_end).map_or(json.len(), |at| at + 2)
        }
        Some(b'{' | b'}' | b'[' | b']' | b',' | b':') => 1,
        Some(_) => bytes.iter().position(|byte| b",:]}".contains(byte)).unwrap_or(json.len()),
    }
}

/// How wide each list and each object is in one line, in the order in which they begin.
fn widths(json: &str) -> Vec<usize> {
    let (mut widths, mut open) = (Vec::new(), Vec::new());
    let (mut column, mut is_empty) = (0, false);
    for token in tokens(json) {
        if let Token::Open(_) = token {
            open.push(widths.len());
            widths.push(column);
        }
        column += match token {
            Token::Open("{") | Token::Comma | Token::Colon => 2,
            Token::Close("}") if is_empty => 0,
            Token::Close("}") => 2,
            Token::Open(_) | Token::Close(_) => 1,
            Token::Leaf(text) => text.chars().count(),
        };
        if let Token::Close(_) = token {
            let begun = open.pop().and_then(|at: usize| widths.get_mut(at));
            begun.into_iter().for_each(|width| *width = column - *width);
        }
        is_empty = matches!(token, Token::Open(_));
    }
    widths
}

/// What is laid out so far.
struct PrettyPrinter {
    text: String,
    /// How wide the last line is.
    column: usize,
    /// Of each list and object that is open, whether its parts stand in lines of their own.
    broken: Vec<bool>,
    /// Whether one has just been opened.
    is_fresh: bool,
}

impl PrettyPrinter {
    fn add(&mut self, token: Token<'_>, widths: &mut impl Iterator<Item = usize>) {
        match token {
            Token::Close(bracket) => {
                let is_broken = self.broken.pop() == Some(true);
                match self.is_fresh {
                    false if is_broken => self.newline(),
                    false if bracket == "}" => self.push(" "),
                    _ => {}
                }
                self.push(bracket);
            }
            Token::Comma => {
                self.push(",");
                self.separator(" ");
            }
            Token::Colon => self.push(": "),
            Token::Leaf(text) => {
                self.begin();
                self.push(text);
            }
            Token::Open(bracket) => {
                self.begin();
                // A comma may follow.
                let fits = self.column + widths.next().unwrap_or_default() < WIDTH;
                let is_broken = self.broken.last().is_none_or(|outer| *outer && !fits);
                self.push(bracket);
                self.broken.push(is_broken);
            }
        }
        self.is_fresh = matches!(token, Token::Open(_));
    }

    /// Stands before the first part of a list or an object.
    fn begin(&mut self) {
        if self.is_fresh {
            self.separator(if self.text.ends_with('{') { " " } else { "" });
        }
    }

    /// Stands before a part: a new line, or a blank.
    fn separator(&mut self, blank: &str) {
        if self.broken.last() == Some(&true) { self.newline() } else { self.push(blank) }
    }

    fn newline(&mut self) {
        self.text.push('\n');
        self.column = 0;
        self.push(&" ".repeat(self.broken.len() * 2));
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.column += text.chars().count();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_in_a_line_stands_in_one() {
        let laid = pretty_print(
            r#"{"a":{"b":[1,"x, {y}"],"c":{}},"long":["0123456789012345678901234567890123456789012345678901234567890123456789","0123456789012345678901234567890123"],"none":[],"quoted":{"a\"}":"\\"}}"#,
        );
        let expected = r#"{
  "a": { "b": [1, "x, {y}"], "c": {} },
  "long": [
    "0123456789012345678901234567890123456789012345678901234567890123456789",
    "0123456789012345678901234567890123"
  ],
  "none": [],
  "quoted": { "a\"}": "\\" }
}
"#;
        assert_eq!(laid, expected);
    }
}
