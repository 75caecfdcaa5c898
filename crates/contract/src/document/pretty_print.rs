//! JSON formatting for reviews: values that fit on one line stay on one line.

use std::iter;

/// Maximum line width in characters.
const WIDTH: usize = 100;

/// Formats JSON that has no whitespace between its tokens.
pub(super) fn pretty_print(json: &str) -> String {
    let mut printer = PrettyPrinter {
        text: String::with_capacity(json.len() * 2),
        column: 0,
        multiline: Vec::new(),
        is_fresh: false,
    };
    let mut widths = widths(json).into_iter();
    tokens(json).for_each(|token| printer.add(token, &mut widths));
    printer.text.push('\n');
    printer.text
}

/// Token of a JSON text.
#[derive(Clone, Copy)]
enum Token<'a> {
    Open(&'a str),
    Close(&'a str),
    Comma,
    Colon,
    /// Scalar, or member name.
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

/// Returns the length of the first token in bytes.
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
            bytes.iter().skip(1).position(is_end).map_or(json.len(), |index| index + 2)
        }
        Some(b'{' | b'}' | b'[' | b']' | b',' | b':') => 1,
        Some(_) => bytes.iter().position(|byte| b",:]}".contains(byte)).unwrap_or(json.len()),
    }
}

/// Returns the single-line width of each array and object, in the order in which they open.
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
            let start = open.pop().and_then(|index: usize| widths.get_mut(index));
            start.into_iter().for_each(|width| *width = column - *width);
        }
        is_empty = matches!(token, Token::Open(_));
    }
    widths
}

/// Printer with the output so far.
struct PrettyPrinter {
    text: String,
    /// Current column, that is, the width of the line being written.
    column: usize,
    /// For each open array and object: `true` if its items are on separate lines.
    multiline: Vec<bool>,
    /// If `true`, the last token opened an array or object.
    is_fresh: bool,
}

impl PrettyPrinter {
    fn add(&mut self, token: Token<'_>, widths: &mut impl Iterator<Item = usize>) {
        match token {
            Token::Close(bracket) => {
                let is_multiline = self.multiline.pop() == Some(true);
                match self.is_fresh {
                    false if is_multiline => self.newline(),
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
                // `<` leaves room for a comma.
                let fits = self.column + widths.next().unwrap_or_default() < WIDTH;
                let is_multiline = self.multiline.last().is_none_or(|outer| *outer && !fits);
                self.push(bracket);
                self.multiline.push(is_multiline);
            }
        }
        self.is_fresh = matches!(token, Token::Open(_));
    }

    /// Writes the separator between an opening bracket and the first item.
    fn begin(&mut self) {
        if self.is_fresh {
            self.separator(if self.text.ends_with('{') { " " } else { "" });
        }
    }

    /// Starts a new line, or writes `blank` if the array or object is on one line.
    fn separator(&mut self, blank: &str) {
        if self.multiline.last() == Some(&true) { self.newline() } else { self.push(blank) }
    }

    fn newline(&mut self) {
        self.text.push('\n');
        self.column = 0;
        self.push(&" ".repeat(self.multiline.len() * 2));
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
    fn keeps_values_on_one_line_if_they_fit() {
        let json = pretty_print(
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
        assert_eq!(json, expected);
    }
}
