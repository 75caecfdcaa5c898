//! What caches may do with a reply (RFC 9111), and what they are told that ask whether theirs is still good.

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use isotype_core::CallMethod;
use sha2::{Digest, Sha256};

/// How many bytes of the digest make a tag.
const ETAG_BYTES: usize = 16;

/// Whose reply it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResponseKind {
    /// A single call's, made by GET.
    Get,
    /// A single call's, made otherwise.
    Other,
    /// That of several calls.
    Batch,
}

impl ResponseKind {
    /// The reply to so many calls.
    pub(crate) fn new(verb: CallMethod, calls: usize) -> ResponseKind {
        match verb {
            _ if calls != 1 => ResponseKind::Batch,
            CallMethod::Get => ResponseKind::Get,
            _ => ResponseKind::Other,
        }
    }
}

/// Puts the body into the response. Where its procedure has set `cache-control`, a reply to GET gets an `etag`, and
/// becomes 304 for whoever has it already.
///
/// What one call of several says of caching is not true of the others, and a failure is no answer to keep: there it
/// is dropped.
pub(crate) fn finish(mut response: Response<()>, body: Vec<u8>, of: ResponseKind, asked: &HeaderMap) -> Response {
    if response.headers().contains_key(header::CACHE_CONTROL) {
        if of == ResponseKind::Batch || !response.status().is_success() {
            response.headers_mut().remove(header::CACHE_CONTROL);
        } else if of == ResponseKind::Get && is_storable(response.headers()) {
            let tag = response.headers_mut().entry(header::ETAG).or_insert_with(|| etag(&body));
            if matches_if_none_match(tag, asked) {
                return not_modified(response);
            }
        }
    }
    response.map(|()| Body::from(body))
}

fn is_storable(headers: &HeaderMap) -> bool {
    let policies = headers.get_all(header::CACHE_CONTROL).iter().filter_map(|policy| policy.to_str().ok());
    !policies.flat_map(|policy| policy.split(',')).any(|word| word.trim().eq_ignore_ascii_case("no-store"))
}

/// A strong tag: the same bytes have the same, and others another.
fn etag(body: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(body);
    let hex: String = digest.iter().take(ETAG_BYTES).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(format!("\"{hex}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether one of the tags that the client has is this one, compared weakly (RFC 9110, section 13.1.2).
fn matches_if_none_match(tag: &HeaderValue, asked: &HeaderMap) -> bool {
    let weak = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_owned();
    let tag = weak(tag.as_bytes());
    let lists = asked.get_all(header::IF_NONE_MATCH).iter();
    let mut known = lists.flat_map(|list| list.as_bytes().split(|byte| *byte == b','));
    known.any(|one| matches!(one.trim_ascii(), b"*") || weak(one.trim_ascii()) == tag)
}

/// The headers, but for what speaks of a body.
fn not_modified(mut response: Response<()>) -> Response {
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().remove(header::CONTENT_TYPE);
    response.map(|()| Body::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(tag: &'static str, list: &'static str) -> bool {
        let asked = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(list))]);
        matches_if_none_match(&HeaderValue::from_static(tag), &asked)
    }

    #[test]
    fn tags_are_compared_weakly() {
        assert!(known("\"a\"", "\"b\", \"a\""));
        assert!(known("\"a\"", "W/\"a\""));
        assert!(known("W/\"a\"", "\"a\""));
        assert!(known("\"a\"", "*"));
        assert!(!known("\"a\"", "\"b\", a"));
    }

    #[test]
    fn a_tag_is_of_the_bytes() {
        assert_eq!(etag(b"1"), etag(b"1"));
        assert_ne!(etag(b"1"), etag(b"2"));
    }
}
