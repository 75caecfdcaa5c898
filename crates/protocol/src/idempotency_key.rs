//! The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header; `docs/protocol.md#idempotency-keys`).

use std::str::Chars;

use crate::{Code, ErrorResponse};

/// Maximum length of a key in bytes.
const MAX_LEN: usize = 255;

/// Parses the header values into one key per call.
///
/// A key is a quoted string (RFC 9651, section 3.3.3) or, as most servers accept, a bare value. For a batch, the header
/// is a list (section 3.1) with one key per call, in order. `""` means no key.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if a value is malformed or if there is not one key per call.
pub fn parse_idempotency_key_header<'a>(
    values: impl Iterator<Item = &'a [u8]>,
    calls: usize,
) -> Result<Vec<Option<Box<str>>>, ErrorResponse> {
    let mut keys = Vec::new();
    for value in values {
        let text = std::str::from_utf8(value).map_err(|_| invalid_key("is not UTF-8"))?;
        list(text, &mut keys)?;
    }
    match keys.len() {
        0 => Ok(vec![None; calls]),
        given if given == calls => Ok(keys),
        given => Err(invalid_key(&format!("has {given} keys for {calls} calls"))),
    }
}

/// Validates a key that was not sent in a header but, for example, in a socket message. An empty key counts as absent.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if the key is longer than 255 bytes or contains anything but printable ASCII.
pub fn parse_idempotency_key(key: &str) -> Result<Option<Box<str>>, ErrorResponse> {
    match key {
        "" => Ok(None),
        key if key.len() > MAX_LEN => Err(invalid_key(&format!("is longer than {MAX_LEN} bytes"))),
        key if key.bytes().all(|b| (b' '..=b'~').contains(&b)) => Ok(Some(key.into())),
        _ => Err(invalid_key("contains characters other than printable ASCII")),
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
        rest = rest.strip_prefix(',').ok_or_else(|| invalid_key("has characters after a key"))?.trim_start();
    }
}

/// Splits the text at the closing quote into the unescaped key and the rest.
fn quoted_key(text: &str) -> Result<(String, &str), ErrorResponse> {
    let mut key = String::new();
    let mut chars: Chars<'_> = text.chars();
    loop {
        match chars.next() {
            Some('"') => return Ok((key, chars.as_str())),
            Some('\\') => match chars.next() {
                Some(escaped @ ('"' | '\\')) => key.push(escaped),
                _ => return Err(invalid_key("has an unnecessary escape")),
            },
            Some(char) => key.push(char),
            None => return Err(invalid_key("has no closing quote")),
        }
    }
}

fn bare_key(text: &str) -> Result<(String, &str), ErrorResponse> {
    let (key, rest) = text.split_at(text.find(',').unwrap_or(text.len()));
    match key.trim_end() {
        "" => Err(invalid_key("has an empty key")),
        key => Ok((key.to_owned(), rest)),
    }
}

fn invalid_key(reason: &str) -> ErrorResponse {
    ErrorResponse::new(Code::BadRequest, format!("Invalid Idempotency-Key: it {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(values: &[&str], calls: usize) -> Result<Vec<Option<Box<str>>>, String> {
        let values = values.iter().map(|value| value.as_bytes());
        parse_idempotency_key_header(values, calls).map_err(|failure| failure.message.into_owned())
    }

    #[test]
    fn returns_one_key_per_call() {
        assert_eq!(keys(&[], 2), Ok(vec![None, None]));
        assert_eq!(keys(&["\"8e03978e\""], 1), Ok(vec![Some("8e03978e".into())]));
        assert_eq!(keys(&["8e03978e-40d5"], 1), Ok(vec![Some("8e03978e-40d5".into())]));
        assert_eq!(keys(&[r#""a,\"b", """#, "c"], 3), Ok(vec![Some("a,\"b".into()), None, Some("c".into())]));
    }

    #[test]
    fn rejects_ambiguous_values() {
        for (value, calls) in
            [("\"a\"", 2), ("a, b", 1), ("\"a", 1), ("\"a\" b", 1), (r#""\a""#, 1), ("", 1), ("ä", 1), ("a,", 2)]
        {
            assert!(keys(&[value], calls).is_err(), "{value}");
        }
        assert!(keys(&[&"k".repeat(256)], 1).is_err());
    }
}
