//! HTTP caching: `cache-control`, `etag` and conditional requests (RFC 9111; `docs/protocol.md#caching`).

use axum::{body::Body, response::Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use isotype_core::CallMethod;
use sha2::{Digest, Sha256};

/// Number of digest bytes in an entity tag.
const ETAG_BYTES: usize = 16;

/// Kind of response. Determines if the response may be cached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ResponseKind {
    /// Response to a single call over GET.
    Get,
    /// Response to a single call over any other method.
    Other,
    /// Response to a batch of calls.
    Batch,
}

impl ResponseKind {
    /// Returns the kind of the response to `calls` calls.
    pub(crate) fn new(method: CallMethod, calls: usize) -> ResponseKind {
        match method {
            _ if calls != 1 => ResponseKind::Batch,
            CallMethod::Get => ResponseKind::Get,
            _ => ResponseKind::Other,
        }
    }
}

/// Sets the response body and applies the procedure's `cache-control`.
///
/// A cacheable response to GET gets an `etag`, and becomes `304 Not Modified` if the request's `if-none-match` lists
/// that tag. `cache-control` is removed from errors and from batches, where it may apply to only one of the calls.
pub(crate) fn finish(
    mut response: Response<()>,
    body: Vec<u8>,
    kind: ResponseKind,
    request_headers: &HeaderMap,
) -> Response {
    if response.headers().contains_key(header::CACHE_CONTROL) {
        if kind == ResponseKind::Batch || !response.status().is_success() {
            response.headers_mut().remove(header::CACHE_CONTROL);
        } else if kind == ResponseKind::Get && is_storable(response.headers()) {
            let tag = response.headers_mut().entry(header::ETAG).or_insert_with(|| etag(&body));
            if matches_if_none_match(tag, request_headers) {
                return not_modified(response);
            }
        }
    }
    response.map(|()| Body::from(body))
}

fn is_storable(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    !values.flat_map(|value| value.split(',')).any(|directive| directive.trim().eq_ignore_ascii_case("no-store"))
}

/// Returns a strong entity tag: the truncated SHA-256 digest of the body.
fn etag(body: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(body);
    let hex: String = digest.iter().take(ETAG_BYTES).map(|byte| format!("{byte:02x}")).collect();
    HeaderValue::try_from(format!("\"{hex}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Returns `true` if `if-none-match` lists the tag, using weak comparison (RFC 9110, section 13.1.2).
fn matches_if_none_match(tag: &HeaderValue, request_headers: &HeaderMap) -> bool {
    let opaque_tag = |tag: &[u8]| tag.strip_prefix(b"W/").unwrap_or(tag).to_owned();
    let tag = opaque_tag(tag.as_bytes());
    let lists = request_headers.get_all(header::IF_NONE_MATCH).iter();
    let mut tags = lists.flat_map(|list| list.as_bytes().split(|byte| *byte == b','));
    tags.any(|listed| matches!(listed.trim_ascii(), b"*") || opaque_tag(listed.trim_ascii()) == tag)
}

/// Turns the response into `304 Not Modified`, keeping its headers except `content-type`.
fn not_modified(mut response: Response<()>) -> Response {
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    response.headers_mut().remove(header::CONTENT_TYPE);
    response.map(|()| Body::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(tag: &'static str, list: &'static str) -> bool {
        let headers = HeaderMap::from_iter([(header::IF_NONE_MATCH, HeaderValue::from_static(list))]);
        matches_if_none_match(&HeaderValue::from_static(tag), &headers)
    }

    #[test]
    fn compares_entity_tags_weakly() {
        assert!(matches("\"a\"", "\"b\", \"a\""));
        assert!(matches("\"a\"", "W/\"a\""));
        assert!(matches("W/\"a\"", "\"a\""));
        assert!(matches("\"a\"", "*"));
        assert!(!matches("\"a\"", "\"b\", a"));
    }

    #[test]
    fn derives_the_entity_tag_from_the_body() {
        assert_eq!(etag(b"1"), etag(b"1"));
        assert_ne!(etag(b"1"), etag(b"2"));
    }
}
