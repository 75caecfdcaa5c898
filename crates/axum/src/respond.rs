//! From bytes to an HTTP response.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use isotype_core::{ErrorResponse, Request};
use isotype_protocol::{APPLICATION_JSON, EVENT_STREAM, VARY};

use crate::{cache, unary::error_envelope};

/// The reply to calls of one kind, with the headers that procedures have set. A `405` says by which methods they can
/// be made (RFC 9110, section 15.5.6).
pub(crate) fn call(
    status: u16,
    body: Vec<u8>,
    request: &Request,
    methods: &'static str,
    of: cache::ResponseKind,
) -> Response {
    let mut response = json_head(status);
    if status == 405 {
        set_allow(&mut response, methods);
    }
    add_call_headers(&mut response, request);
    cache::finish(response, body, of, request.headers())
}

/// Says by which methods it could be called.
pub(crate) fn set_allow<B>(response: &mut Response<B>, methods: &'static str) {
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
}

/// The failure of a whole request.
pub(crate) fn failure(failure: &ErrorResponse) -> Response {
    failure_with_allow(failure, "GET, POST")
}

/// The same, where these methods are allowed.
pub(crate) fn failure_with_allow(failure: &ErrorResponse, allowed: &'static str) -> Response {
    let (status, body) = error_envelope(failure);
    let mut response = json_head(status).map(|()| Body::from(body));
    if status == 405 {
        set_allow(&mut response, allowed);
    }
    response
}

/// A subscription.
pub(crate) fn event_stream(body: Body, request: &Request) -> Response {
    stream(body, EVENT_STREAM, "no-cache, no-transform", request)
}

/// A batch whose results come as they complete. Headers that procedures set from here on come too late.
pub(crate) fn json_lines(body: Body, request: &Request) -> Response {
    stream(body, APPLICATION_JSON, "no-transform", request)
}

/// What nobody on the way may hold back, whatever procedures say of caching.
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

/// Adds the headers that procedures have set.
fn add_call_headers<B>(response: &mut Response<B>, request: &Request) {
    let set = request.take_response_headers().into_iter().flat_map(|headers| *headers);
    let mut last = None;
    for (name, value) in set {
        // A header's further values come without its name.
        last = name.or(last);
        if let Some(name) = &last {
            response.headers_mut().append(name, value);
        }
    }
}

/// No body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn json_head(status: u16) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(APPLICATION_JSON));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    response
}
