//! The headers by which a browser protects its user.

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

/// What no page needs: an answer of an API is data, and is neither run nor framed.
const SECURITY_HEADERS: [(HeaderName, &str); 4] = [
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
];

/// What nobody said may be kept is kept by nobody: not by a browser that others use after, nor by a proxy that tells callers with cookies
/// apart as little as any others (RFC 9111, section 5.2.2.5).
const NO_STORE: (HeaderName, &str) = (CACHE_CONTROL, "no-store");

/// A year, as browsers and their lists of such sites want it at least.
const HSTS: (HeaderName, &str) = (STRICT_TRANSPORT_SECURITY, "max-age=31536000");

/// Adds them to every answer that does not have its own, as a page does; and keeps what proves something out of logs of headers.
pub(crate) fn with_security_headers(router: Router, https: bool) -> Router {
    let headers = SECURITY_HEADERS.into_iter().chain(https.then_some(HSTS));
    headers
        .fold(router, with_header)
        .layer(SetSensitiveResponseHeadersLayer::new([SET_COOKIE]))
        .layer(SetSensitiveRequestHeadersLayer::new([AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE]))
}

/// Has no answer of procedures be kept that does not say so itself.
pub(crate) fn with_no_store(procedures: Router) -> Router {
    with_header(procedures, NO_STORE)
}

fn with_header(router: Router, (name, value): (HeaderName, &'static str)) -> Router {
    router.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)))
}
