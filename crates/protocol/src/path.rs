//! Procedure names in a URL path (`docs/protocol.md#urls`).

use std::borrow::Cow;

use crate::{Code, ErrorResponse};

/// Decodes the part of the path after the router's prefix. Clients may escape the commas of a batch as `%2C` and dots
/// as `%2E`.
///
/// The leading slash and one trailing slash are removed.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if a `%` is not followed by two hexadecimal digits, or if the bytes are not UTF-8.
///
/// # Example
///
/// ```
/// use isotype_protocol::decode_path;
///
/// assert_eq!(decode_path("/posts%2Elist/").unwrap(), "posts.list");
/// assert!(decode_path("/posts%zz").is_err());
/// ```
pub fn decode_path(raw: &str) -> Result<Cow<'_, str>, ErrorResponse> {
    let raw = raw.strip_prefix('/').unwrap_or(raw);
    let raw = raw.strip_suffix('/').unwrap_or(raw);
    if !raw.contains('%') {
        return Ok(Cow::Borrowed(raw));
    }
    let decoded = percent_decode(raw, false).and_then(|bytes| String::from_utf8(bytes).ok());
    let broken = || ErrorResponse::new(Code::BadRequest, format!("Invalid URL-encoding in path \"{raw}\""));
    decoded.map(Cow::Owned).ok_or_else(broken)
}

/// Returns the procedure names in the decoded path of a batch.
pub fn procedure_names(path: &str) -> Vec<&str> {
    path.split(',').collect()
}

/// Decodes `%XX`, and `+` as a space if `plus` is `true`. Returns `None` if an escape is malformed.
pub(crate) fn percent_decode(raw: &str, plus: bool) -> Option<Vec<u8>> {
    // Allocate the exact length, because a full buffer becomes `Bytes` without another allocation.
    let escapes = raw.bytes().filter(|byte| *byte == b'%').count();
    let mut out = Vec::with_capacity(raw.len().saturating_sub(2 * escapes));
    let mut bytes = raw.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => (hex(bytes.next()?)? << 4) | hex(bytes.next()?)?,
            b'+' if plus => b' ',
            other => other,
        });
    }
    Some(out)
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_escapes_once() {
        assert_eq!(decode_path("/a%252Cb").unwrap(), "a%2Cb");
    }

    #[test]
    fn rejects_malformed_escapes_and_invalid_utf8() {
        for raw in ["/%", "/%1", "/%zz", "/a%g0", "/%ff"] {
            let failure = decode_path(raw).unwrap_err();
            assert_eq!(failure.code, Code::BadRequest, "{raw}");
        }
    }
}
