//! Constructors for HTTP responses (`docs/protocol.md#response-headers`).

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use isotype_core::{ErrorResponse, Request};
use isotype_protocol::{APPLICATION_JSON, EVENT_STREAM, VARY};

use crate::cache;

/// Returns the response to one or more calls, with the headers set by their procedures.
///
/// A `405` includes the `Allow` header (RFC 9110, section 15.5.6).
pub(crate) fn call(
    status: u16,
    body: Vec<u8>,
    request: &Request,
    methods: &'static str,
    kind: cache::ResponseKind,
) -> Response {
    let mut response = json_head(status);
    if status == 405 {
        set_allow(&mut response, methods);
    }
    add_call_headers(&mut response, request);
    cache::finish(response, body, kind, request.headers())
}

/// Sets the `Allow` header.
pub(crate) fn set_allow<B>(response: &mut Response<B>, methods: &'static str) {
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
}

/// Returns the status and the JSON envelope of an error.
pub(crate) fn error_envelope(failure: &ErrorResponse) -> (u16, Vec<u8>) {
    let mut body = Vec::new();
    failure.write_envelope(&mut body);
    (failure.code.status(), body)
}

/// Returns the response to a request that failed as a whole.
pub(crate) fn failure(failure: &ErrorResponse) -> Response {
    failure_with_allow(failure, "GET, POST")
}

/// Returns the response to a request that failed as a whole. `allowed` is the `Allow` header value if it is a `405`.
pub(crate) fn failure_with_allow(failure: &ErrorResponse, allowed: &'static str) -> Response {
    let (status, body) = error_envelope(failure);
    let mut response = json_head(status).map(|()| Body::from(body));
    if status == 405 {
        set_allow(&mut response, allowed);
    }
    response
}

/// Returns the response of an SSE subscription.
pub(crate) fn event_stream(body: Body, request: &Request) -> Response {
    stream(body, EVENT_STREAM, "no-cache, no-transform", request)
}

/// Returns the JSON Lines response of a batch.
///
/// Headers set by procedures after this call are not sent.
pub(crate) fn json_lines(body: Body, request: &Request) -> Response {
    stream(body, APPLICATION_JSON, "no-transform", request)
}

/// Returns a streaming response that proxies must neither buffer nor transform.
fn stream(body: Body, content_type: &'static str, caching: &'static str, request: &Request) -> Response {
    let mut response = Response::new(body);
    add_call_headers(&mut response, request);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    headers.append(header::VARY, HeaderValue::from_static(VARY));
    response
}

/// Adds the headers set by procedures.
fn add_call_headers<B>(response: &mut Response<B>, request: &Request) {
    let headers = request.take_response_headers().into_iter().flat_map(|headers| *headers);
    let mut last = None;
    for (name, value) in headers {
        // `HeaderMap::into_iter` yields the name only with the first of its values.
        last = name.or(last);
        if let Some(name) = &last {
            response.headers_mut().append(name, value);
        }
    }
}

/// Returns a response without a body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// Returns a JSON response without its body.
fn json_head(status: u16) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(APPLICATION_JSON));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    response
}
