//! A regular expression of Rust's regex crate as one of JavaScript's that matches the same texts.
//!
//! It is printed from what the crate itself makes of it: classes as the characters that they hold, so that no other Unicode tables are
//! asked; and as only whether it matches is asked, not where, the order of alternatives does not matter.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// The literal.
///
/// # Errors
///
/// What it has that JavaScript means otherwise or has not.
pub(super) fn javascript(regex: &str) -> Result<String, String> {
    let hir = regex_syntax::parse(regex).map_err(|error| format!("the pattern cannot be read: {error}"))?;
    let told = print(&hir).map_err(|what| {
        format!("the pattern /{regex}/ has {what}. Say it otherwise, or check it in a function: `custom(...)`")
    })?;
    Ok(format!("/{told}/u"))
}

fn print(hir: &Hir) -> Result<String, String> {
    Ok(match hir.kind() {
        HirKind::Empty => "(?:)".to_owned(),
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).map_err(|_| "bytes that are no text".to_owned())?;
            text.chars().map(character).collect()
        }
        HirKind::Class(class) => self::class(class)?,
        HirKind::Look(look) => self::look(*look)?.to_owned(),
        HirKind::Repetition(Repetition { min, max, sub, .. }) => {
            let times = match (min, max) {
                (0, None) => "*".to_owned(),
                (1, None) => "+".to_owned(),
                (0, Some(1)) => "?".to_owned(),
                (min, None) => format!("{{{min},}}"),
                (min, Some(max)) => format!("{{{min},{max}}}"),
            };
            format!("(?:{}){times}", print(sub)?)
        }
        HirKind::Capture(capture) => format!("(?:{})", print(&capture.sub)?),
        HirKind::Concat(parts) => parts.iter().map(print).collect::<Result<Vec<_>, _>>()?.concat(),
        HirKind::Alternation(parts) => {
            let parts = parts.iter().map(print).collect::<Result<Vec<_>, _>>()?;
            format!("(?:{})", parts.join("|"))
        }
    })
}

fn class(class: &Class) -> Result<String, String> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) if class.is_ascii() => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(_) => return Err("bytes that are no text".to_owned()),
    };
    let range = |(start, end): (char, char)| match start == end {
        true => character(start),
        false => format!("{}-{}", character(start), character(end)),
    };
    Ok(format!("[{}]", ranges.into_iter().map(range).collect::<String>()))
}

fn look(look: Look) -> Result<&'static str, String> {
    Ok(match look {
        Look::Start => "^",
        Look::End => "$",
        Look::StartLF => "(?:^|(?<=\\n))",
        Look::EndLF => "(?:$|(?=\\n))",
        Look::WordAscii => "\\b",
        Look::WordAsciiNegate => "\\B",
        Look::WordUnicode | Look::WordUnicodeNegate => {
            return Err(
                "a word boundary of all scripts, which JavaScript has not: `(?-u:\\b)` is one of ASCII".to_owned()
            );
        }
        _ => return Err("an assertion that JavaScript has not".to_owned()),
    })
}

fn character(character: char) -> String {
    if character.is_ascii_alphanumeric() || " _@:,;#%=~<>'\"".contains(character) {
        return character.to_string();
    }
    format!("\\u{{{:x}}}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_texts_match() {
        assert_eq!(
            javascript(r"^[a-z]+/\d{2}$").unwrap().chars().take(24).collect::<String>(),
            r"/^(?:[a-z])+\u{2f}(?:[0-"
        );
        assert_eq!(javascript(r"(?i-u)^k").unwrap(), "/^[Kk]/u");
        assert_eq!(javascript(r"(?i)k").unwrap(), r"/[Kk\u{212a}]/u");
        assert_eq!(javascript("a|bc").unwrap(), "/(?:a|bc)/u");
        assert_eq!(javascript(r"(?-u:\b)a{2,3}?").unwrap(), r"/\b(?:a){2,3}/u");
    }

    #[test]
    fn what_javascript_means_otherwise_is_refused() {
        assert!(javascript(r"\bword").is_err_and(|reason| reason.contains("(?-u:\\b)")));
        assert!(javascript(r"(?R)(?m)^a").is_err_and(|reason| reason.contains("assertion")));
    }
}
