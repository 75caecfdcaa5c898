//! Procedure names in a URL path (protocol section 1, "Order of checks").

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::{Code, Failure};

/// Decodes the part of the path behind the mount point, once and whole: `%2C` is a batch comma, `%2E` a dot.
///
/// The leading slash and one trailing slash are dropped.
///
/// # Errors
///
/// BAD_REQUEST when a `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8.
///
/// # Example
///
/// ```
/// use isotype_protocol::decode_path;
///
/// assert_eq!(decode_path("/posts%2Elist/").unwrap(), "posts.list");
/// assert!(decode_path("/posts%zz").is_err());
/// ```
pub fn decode_path(raw: &str) -> Result<Cow<'_, str>, Failure> {
    let raw = raw.strip_prefix('/').unwrap_or(raw);
    let raw = raw.strip_suffix('/').unwrap_or(raw);
    percent_decode(raw).ok_or_else(|| Failure::new(Code::BadRequest, format!("Invalid URL-encoding in path \"{raw}\"")))
}

/// The procedures that the decoded path of a batch names: one per comma.
pub fn names(path: &str) -> Vec<&str> {
    path.split(',').collect()
}

/// Decodes `%XX`; `None` when an escape is broken or the bytes are not UTF-8.
pub(crate) fn percent_decode(raw: &str) -> Option<Cow<'_, str>> {
    if !raw.contains('%') {
        return Some(Cow::Borrowed(raw));
    }
    let bytes = raw.as_bytes();
    let mut percents = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%');
    let whole = percents
        .all(|(at, _)| bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)));
    if whole { percent_decode_str(raw).decode_utf8().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_once() {
        assert_eq!(decode_path("/a%252Cb").unwrap(), "a%2Cb");
    }

    #[test]
    fn broken_escapes_and_broken_utf8_are_refused() {
        for raw in ["/%", "/%1", "/%zz", "/a%g0", "/%ff"] {
            let failure = decode_path(raw).unwrap_err();
            assert_eq!(failure.code, Code::BadRequest, "{raw}");
        }
    }
}
