//! Security headers.

use axum::Router;
use http::{
    HeaderName, HeaderValue,
    header::{
        AUTHORIZATION, CACHE_CONTROL, CONTENT_SECURITY_POLICY, COOKIE, PROXY_AUTHORIZATION, REFERRER_POLICY,
        SET_COOKIE, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
};
use tower_http::{
    sensitive_headers::{SetSensitiveRequestHeadersLayer, SetSensitiveResponseHeadersLayer},
    set_header::SetResponseHeaderLayer,
};

/// Headers that prevent browsers from executing, framing or MIME-sniffing API responses.
const SECURITY_HEADERS: [(HeaderName, &str); 4] = [
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
];

/// Forbids caching (RFC 9111, section 5.2.2.5). Otherwise, a shared cache could serve one user's response to another.
const NO_STORE: (HeaderName, &str) = (CACHE_CONTROL, "no-store");

/// HSTS for one year (RFC 6797), the minimum required for preload lists.
const HSTS: (HeaderName, &str) = (STRICT_TRANSPORT_SECURITY, "max-age=31536000");

/// Adds security headers to responses that do not set them, and marks credential headers as sensitive so that they are
/// not logged.
pub(crate) fn with_security_headers(router: Router, https: bool) -> Router {
    let headers = SECURITY_HEADERS.into_iter().chain(https.then_some(HSTS));
    headers
        .fold(router, with_header)
        .layer(SetSensitiveResponseHeadersLayer::new([SET_COOKIE]))
        .layer(SetSensitiveRequestHeadersLayer::new([AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE]))
}

/// Adds `cache-control: no-store` to responses that do not set `cache-control`.
pub(crate) fn with_no_store(procedures: Router) -> Router {
    with_header(procedures, NO_STORE)
}

fn with_header(router: Router, (name, value): (HeaderName, &'static str)) -> Router {
    router.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)))
}
