//! By what a repeated mutation is known: the header `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header).

use std::str::Chars;

use crate::{Code, ErrorResponse};

/// The longest key, in bytes.
const MAX_LEN: usize = 255;

/// The keys of so many calls, as the values of the header give them.
///
/// A key is a string in quotes (RFC 9651, section 3.3.3), or as it stands where there are no quotes around it: most servers take it so.
/// Of a batch the header is a list (section 3.1) with a key for each call in their order; `""` stands for a call without one.
///
/// # Errors
///
/// BAD_REQUEST when a value is not of that form, or there are not as many keys as calls.
pub fn parse_idempotency_key_header<'a>(
    values: impl Iterator<Item = &'a [u8]>,
    calls: usize,
) -> Result<Vec<Option<Box<str>>>, ErrorResponse> {
    let mut keys = Vec::new();
    for value in values {
        let text = std::str::from_utf8(value).map_err(|_| refusal("is not a text"))?;
        list(text, &mut keys)?;
    }
    match keys.len() {
        0 => Ok(vec![None; calls]),
        given if given == calls => Ok(keys),
        given => Err(refusal(&format!("has {given} keys for {calls} calls"))),
    }
}

/// Checks a key that came otherwise than by a header, such as a member of a socket's message; an empty one is none.
///
/// # Errors
///
/// BAD_REQUEST when it is too long, or is not of printable ASCII.
pub fn parse_idempotency_key(key: &str) -> Result<Option<Box<str>>, ErrorResponse> {
    match key {
        "" => Ok(None),
        key if key.len() > MAX_LEN => Err(refusal(&format!("is longer than {MAX_LEN} bytes"))),
        key if key.bytes().all(|b| (b' '..=b'~').contains(&b)) => Ok(Some(key.into())),
        _ => Err(refusal("is not of printable ASCII")),
    }
}

fn list(text: &str, keys: &mut Vec<Option<Box<str>>>) -> Result<(), ErrorResponse> {
    let mut rest = text.trim();
    loop {
        let (key, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted_key(quoted)?,
            None => bare_key(rest)?,
        };
        keys.push(parse_idempotency_key(&key)?);
        rest = after.trim_start();
        if rest.is_empty() {
            return Ok(());
        }
        rest = rest.strip_prefix(',').ok_or_else(|| refusal("has something behind a key"))?.trim_start();
    }
}

/// What stands before the closing quote, and what behind it.
fn quoted_key(text: &str) -> Result<(String, &str), ErrorResponse> {
    let mut key = String::new();
    let mut chars: Chars<'_> = text.chars();
    loop {
        match chars.next() {
            Some('"') => return Ok((key, chars.as_str())),
            Some('\\') => match chars.next() {
                Some(escaped @ ('"' | '\\')) => key.push(escaped),
                _ => return Err(refusal("escapes what needs no escaping")),
            },
            Some(char) => key.push(char),
            None => return Err(refusal("has no closing quote")),
        }
    }
}

fn bare_key(text: &str) -> Result<(String, &str), ErrorResponse> {
    let (key, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
    match key.trim_end() {
        "" => Err(refusal("has an empty key")),
        key => Ok((key.to_owned(), rest)),
    }
}

fn refusal(why: &str) -> ErrorResponse {
    ErrorResponse::new(Code::BadRequest, format!("Invalid Idempotency-Key: it {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(values: &[&str], calls: usize) -> Result<Vec<Option<Box<str>>>, String> {
        let values = values.iter().map(|value| value.as_bytes());
        parse_idempotency_key_header(values, calls).map_err(|failure| failure.message.into_owned())
    }

    #[test]
    fn each_call_has_its_own() {
        assert_eq!(keys(&[], 2), Ok(vec![None, None]));
        assert_eq!(keys(&["\"8e03978e\""], 1), Ok(vec![Some("8e03978e".into())]));
        assert_eq!(keys(&["8e03978e-40d5"], 1), Ok(vec![Some("8e03978e-40d5".into())]));
        assert_eq!(keys(&[r#""a,\"b", """#, "c"], 3), Ok(vec![Some("a,\"b".into()), None, Some("c".into())]));
    }

    #[test]
    fn what_could_be_meant_otherwise_is_refused() {
        for (value, calls) in
            [("\"a\"", 2), ("a, b", 1), ("\"a", 1), ("\"a\" b", 1), (r#""\a""#, 1), ("", 1), ("ä", 1), ("a,", 2)]
        {
            assert!(keys(&[value], calls).is_err(), "{value}");
        }
        assert!(keys(&[&"k".repeat(256)], 1).is_err());
    }
}
