//! Smaller answers, none of them later.

use axum::{Router, middleware::map_response, response::Response};
use http::{
    Extensions, HeaderMap, HeaderValue, StatusCode, Version,
    header::{CACHE_CONTROL, CONTENT_ENCODING, ETAG},
};
use tower_http::compression::{
    CompressionLayer,
    predicate::{DefaultPredicate, Predicate},
};

/// Compresses what may be: not what streams, which says `no-transform` (RFC 9111, section 5.2.2.6), as a compressor holds lines back.
pub(crate) fn with_compression(router: Router) -> Router {
    let layer = CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_be_transformed));
    router.layer(layer).layer(map_response(async |response| weaken_etag(response)))
}

fn may_be_transformed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let policies = headers.get_all(CACHE_CONTROL).iter().filter_map(|policy| policy.to_str().ok());
    !policies.flat_map(|policy| policy.split(',')).any(|word| word.trim().eq_ignore_ascii_case("no-transform"))
}

/// A strong tag is of other bytes than those that are sent now (RFC 9110, section 8.8.3.3).
fn weaken_etag(mut response: Response) -> Response {
    let headers = response.headers_mut();
    if headers.contains_key(CONTENT_ENCODING)
        && let Some(tag) = headers.get(ETAG).filter(|tag| tag.as_bytes().starts_with(b"\""))
        && let Ok(weak) = HeaderValue::from_bytes(&[b"W/", tag.as_bytes()].concat())
    {
        headers.insert(ETAG, weak);
    }
    response
}
