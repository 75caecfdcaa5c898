//! Translation of Rust regular expressions to ECMAScript.
//!
//! The result is used in JavaScript literals with the `u` flag, and in JSON Schema. Python validators read the latter
//! with `re`, so only syntax that both support is printed.
//!
//! The printer works on the syntax tree of `regex_syntax`. Classes are printed as character ranges, which do not depend
//! on Unicode tables. The order of alternatives does not matter, because patterns are only tested for a match.

use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};

/// Translates a Rust regular expression to an ECMAScript pattern, without slashes, that matches the same strings.
///
/// # Errors
///
/// Returns a message if the pattern uses syntax that ECMAScript lacks or interprets differently.
///
/// # Example
///
/// ```
/// use isotype_contract::to_ecmascript_regex;
///
/// assert_eq!(to_ecmascript_regex(r"^(?i-u)k\d$"), Ok("^[Kk][0-9]$".to_owned()));
/// assert!(to_ecmascript_regex(r"\bword").is_err());
/// ```
pub fn to_ecmascript_regex(regex: &str) -> Result<String, String> {
    let hir = regex_syntax::parse(regex).map_err(|error| format!("invalid pattern: {error}"))?;
    print(&hir).map_err(|problem| {
        format!("the pattern /{regex}/ contains {problem}; rewrite it, or validate the value in a function with `custom(...)`")
    })
}

fn print(hir: &Hir) -> Result<String, String> {
    Ok(match hir.kind() {
        HirKind::Empty => "(?:)".to_owned(),
        HirKind::Literal(literal) => utf8(&literal.0)?.chars().map(|c| escape_char(c, &[])).collect(),
        HirKind::Class(class) => print_class(class)?,
        HirKind::Look(look) => print_look(*look)?.to_owned(),
        HirKind::Repetition(repetition) => print_repetition(repetition)?,
        HirKind::Capture(capture) => format!("(?:{})", print(&capture.sub)?),
        HirKind::Concat(parts) => parts.iter().map(print).collect::<Result<Vec<_>, _>>()?.concat(),
        HirKind::Alternation(parts) => {
            let parts = parts.iter().map(print).collect::<Result<Vec<_>, _>>()?;
            format!("(?:{})", parts.join("|"))
        }
    })
}

fn print_repetition(Repetition { min, max, sub, .. }: &Repetition) -> Result<String, String> {
    let times = match (min, max) {
        (0, None) => "*".to_owned(),
        (1, None) => "+".to_owned(),
        (0, Some(1)) => "?".to_owned(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) if min == max => format!("{{{min}}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    };
    let is_single_char = match sub.kind() {
        HirKind::Class(_) => true,
        HirKind::Literal(literal) => utf8(&literal.0)?.chars().count() == 1,
        _ => false,
    };
    let sub = print(sub)?;
    Ok(if is_single_char { format!("{sub}{times}") } else { format!("(?:{sub}){times}") })
}

fn utf8(bytes: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(bytes).map_err(|_| "bytes that are not UTF-8".to_owned())
}

fn print_class(class: &Class) -> Result<String, String> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) if class.is_ascii() => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
        Class::Bytes(_) => return Err("bytes that are not UTF-8".to_owned()),
    };
    let escape = |c: char| escape_char(c, &['-']);
    let range = |(start, end): (char, char)| match start == end {
        true => escape(start),
        false => format!("{}-{}", escape(start), escape(end)),
    };
    Ok(format!("[{}]", ranges.into_iter().map(range).collect::<String>()))
}

fn print_look(look: Look) -> Result<&'static str, String> {
    Ok(match look {
        Look::Start => "^",
        Look::End => "$",
        Look::StartLF => "(?:^|(?<=\\n))",
        Look::EndLF => "(?:$|(?=\\n))",
        Look::WordAscii => "\\b",
        Look::WordAsciiNegate => "\\B",
        Look::WordUnicode | Look::WordUnicodeNegate => {
            return Err("a Unicode word boundary, which JavaScript lacks (`(?-u:\\b)` is an ASCII one)".to_owned());
        }
        _ => return Err("an assertion that JavaScript lacks".to_owned()),
    })
}

/// Escapes a character that is part of the regex syntax, is in `special`, or is not printable ASCII.
fn escape_char(character: char, special: &[char]) -> String {
    match character {
        c if r"^$\.*+?()[]{}|/".contains(c) || special.contains(&c) => format!("\\{c}"),
        ' '..='~' => character.to_string(),
        '\0'..='\x7f' => format!("\\x{:02x}", u32::from(character)),
        // Python does not support `\u{…}`, and ECMAScript does not support `\U…`.
        '\u{80}'..='\u{ffff}' => format!("\\u{:04x}", u32::from(character)),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn translates_to_equivalent_pattern() {
        let translate = |regex| to_ecmascript_regex(regex).unwrap_or_else(|error| error);
        assert_eq!(translate(r"^[a-z]+/(?-u:\d){2}$"), r"^[a-z]+\/[0-9]{2}$");
        assert_eq!(translate(r"^[a-z][a-z0-9_-]{1,7}$"), r"^[a-z][\-0-9_a-z]{1,7}$");
        assert_eq!(translate(r"(?i)k-"), r"[Kk\u212a]-");
        assert_eq!(translate("a|bc"), "(?:a|bc)");
        assert_eq!(translate(r"(?-u:\b)(?:ab){2,3}?"), r"\b(?:ab){2,3}");
        assert_eq!(translate("\u{1f600}\0"), "\u{1f600}\\x00");
    }

    #[test]
    fn rejects_syntax_that_javascript_lacks() {
        assert!(to_ecmascript_regex(r"\bword").is_err_and(|reason| reason.contains("(?-u:\\b)")));
        assert!(to_ecmascript_regex(r"(?R)(?m)^a").is_err_and(|reason| reason.contains("assertion")));
    }
}
