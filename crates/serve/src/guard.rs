//! The headers by which a browser protects its user.

use axum::Router;
use http::{
    HeaderName, HeaderValue,
    header::{
        AUTHORIZATION, CONTENT_SECURITY_POLICY, COOKIE, PROXY_AUTHORIZATION, REFERRER_POLICY, SET_COOKIE,
        STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
    },
};
use tower_http::{
    sensitive_headers::{SetSensitiveRequestHeadersLayer, SetSensitiveResponseHeadersLayer},
    set_header::SetResponseHeaderLayer,
};

/// What no page needs: an answer of an API is data, and is neither run nor framed.
const HEADERS: [(HeaderName, &str); 4] = [
    (CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
];

/// A year, as browsers and their lists of such sites want it at least.
const HTTPS_ONLY: (HeaderName, &str) = (STRICT_TRANSPORT_SECURITY, "max-age=31536000");

/// Adds them to every answer that does not have its own, as a page does; and keeps what proves something out of logs of headers.
pub(crate) fn guarded(router: Router, https: bool) -> Router {
    let headers = HEADERS.into_iter().chain(https.then_some(HTTPS_ONLY));
    let router = headers.fold(router, |router, (name, value)| {
        router.layer(SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value)))
    });
    router.layer(SetSensitiveResponseHeadersLayer::new([SET_COOKIE])).layer(SetSensitiveRequestHeadersLayer::new([
        AUTHORIZATION,
        PROXY_AUTHORIZATION,
        COOKIE,
    ]))
}
