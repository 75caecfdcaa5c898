//! A regular expression of Rust's regex crate as one of ECMAScript that matches the same texts: for a literal of JavaScript with the flag
//! `u`, and for JSON Schema, whose patterns others read by Python's `re`, so that it has only what both know.
//!
//! It is printed from what the crate itself makes of it: classes as the characters that they hold, so that no other Unicode tables are
//! asked; and as only whether it matches is asked, not where, the order of alternatives does not matter.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// The pattern, without slashes.
///
/// # Errors
///
/// What it has that ECMAScript means otherwise or has not.
///
/// # Example
///
/// ```
/// use isotype_contract::ecmascript;
///
/// assert_eq!(ecmascript(r"^(?i-u)k\d$"), Ok("^[Kk][0-9]$".to_owned()));
/// assert!(ecmascript(r"\bword").is_err());
/// ```
pub fn to_ecmascript_regex(regex: &str) -> Result<String, String> {
    let hir = regex_syntax::parse(regex).map_err(|error| format!("the pattern cannot be read: {error}"))?;
    print(&hir).map_err(|what| {
        format!("the pattern /{regex}/ has {what}. Say it otherwise, or check it in a function: `custom(...)`")
    })
}

fn print(hir: &Hir) -> Result<String, String> {
    Ok(match hir.kind() {
        HirKind::Empty => "(?:)".to_owned(),
        HirKind::Literal(literal) => text(&literal.0)?.chars().map(|c| character(c, &[])).collect(),
        HirKind::Class(class) => self::class(class)?,
        HirKind::Look(look) => self::look(*look)?.to_owned(),
        HirKind::Repetition(repetition) => repeated(repetition)?,
        HirKind::Capture(capture) => format!("(?:{})", print(&capture.sub)?),
        HirKind::Concat(parts) => parts.iter().map(print).collect::<Result<Vec<_>, _>>()?.concat(),
        HirKind::Alternation(parts) => {
            let parts = parts.iter().map(print).collect::<Result<Vec<_>, _>>()?;
            format!("(?:{})", parts.join("|"))
        }
    })
}

fn repeated(Repetition { min, max, sub, .. }: &Repetition) -> Result<String, String> {
    let times = match (min, max) {
        (0, None) => "*".to_owned(),
        (1, None) => "+".to_owned(),
        (0, Some(1)) => "?".to_owned(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) if min == max => format!("{{{min}}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    };
    let is_one = match sub.kind() {
        HirKind::Class(_) => true,
        HirKind::Literal(literal) => text(&literal.0)?.chars().count() == 1,
        _ => false,
    };
    let sub = print(sub)?;
    Ok(if is_one { format!("{sub}{times}") } else { format!("(?:{sub}){times}") })
}

fn text(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "bytes that are no text".to_owned())
}

fn class(class: &Class) -> Result<String, String> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) if class.is_ascii() => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(_) => return Err("bytes that are no text".to_owned()),
    };
    let one = |c: char| character(c, &['-']);
    let range = |(start, end): (char, char)| match start == end {
        true => one(start),
        false => format!("{}-{}", one(start), one(end)),
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

/// A character that means itself, where others than those of the syntax are `special` too.
fn character(character: char, special: &[char]) -> String {
    match character {
        c if r"^$\.*+?()[]{}|/".contains(c) || special.contains(&c) => format!("\\{c}"),
        ' '..='~' => character.to_string(),
        '\0'..='\x7f' => format!("\\x{:02x}", u32::from(character)),
        // Python has no `\u{…}`, and ECMAScript no `\U…`.
        '\u{80}'..='\u{ffff}' => format!("\\u{:04x}", u32::from(character)),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_texts_match() {
        let told = |regex| to_ecmascript_regex(regex).unwrap_or_else(|refused| refused);
        assert_eq!(told(r"^[a-z]+/(?-u:\d){2}$"), r"^[a-z]+\/[0-9]{2}$");
        assert_eq!(told(r"^[a-z][a-z0-9_-]{1,7}$"), r"^[a-z][\-0-9_a-z]{1,7}$");
        assert_eq!(told(r"(?i)k-"), r"[Kk\u212a]-");
        assert_eq!(told("a|bc"), "(?:a|bc)");
        assert_eq!(told(r"(?-u:\b)(?:ab){2,3}?"), r"\b(?:ab){2,3}");
        assert_eq!(told("\u{1f600}\0"), "\u{1f600}\\x00");
    }

    #[test]
    fn what_javascript_means_otherwise_is_refused() {
        assert!(to_ecmascript_regex(r"\bword").is_err_and(|reason| reason.contains("(?-u:\\b)")));
        assert!(to_ecmascript_regex(r"(?R)(?m)^a").is_err_and(|reason| reason.contains("assertion")));
    }
}
