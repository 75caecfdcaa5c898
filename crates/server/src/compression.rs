//! Response compression.

use axum::{Router, middleware::map_response, response::Response};
use http::{
    Extensions, HeaderMap, HeaderValue, StatusCode, Version,
    header::{CACHE_CONTROL, CONTENT_ENCODING, ETAG},
};
use tower_http::compression::{
    CompressionLayer,
    predicate::{DefaultPredicate, Predicate},
};

/// Adds response compression.
///
/// Streams, which are marked `no-transform` (RFC 9111, section 5.2.2.6), are excluded because a compressor would delay
/// their events.
pub(crate) fn with_compression(router: Router) -> Router {
    let layer = CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_be_transformed));
    router.layer(layer).layer(map_response(async |response| weaken_etag(response)))
}

fn may_be_transformed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let directives = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
    !directives
        .flat_map(|value| value.split(','))
        .any(|directive| directive.trim().eq_ignore_ascii_case("no-transform"))
}

/// Weakens the `ETag` of a compressed response, because compression changes its bytes (RFC 9110, section 8.8.3.3).
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
