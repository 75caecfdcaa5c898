//! Cross-origin resource sharing (WHATWG Fetch, section 3.3).

use std::time::Duration;

use axum::Router;
use http::{
    HeaderName, HeaderValue,
    header::{ETAG, LOCATION, RETRY_AFTER},
};
use tower_http::cors::{AllowHeaders, AllowMethods, CorsLayer};

/// Response headers exposed to scripts of other origins, in addition to the CORS-safelisted ones.
const EXPOSED_HEADERS: [HeaderName; 6] = [
    ETAG,
    LOCATION,
    RETRY_AFTER,
    HeaderName::from_static("ratelimit"),
    HeaderName::from_static("ratelimit-policy"),
    HeaderName::from_static("x-request-id"),
];

/// Time browsers may cache a preflight result: two hours, the longest that Chromium accepts.
const MAX_AGE: Duration = Duration::from_secs(2 * 60 * 60);

/// Allows cross-origin requests with credentials and any headers from `origins`.
pub(crate) fn with_cors(router: Router, origins: &[String]) -> Router {
    if origins.is_empty() {
        return router;
    }
    let origins: Vec<HeaderValue> = origins.iter().filter_map(|origin| HeaderValue::from_str(origin).ok()).collect();
    let layer = CorsLayer::new()
        .allow_origin(origins)
        .allow_credentials(true)
        .allow_headers(AllowHeaders::mirror_request())
        .allow_methods(AllowMethods::mirror_request())
        .expose_headers(EXPOSED_HEADERS)
        .max_age(MAX_AGE);
    router.layer(layer)
}
