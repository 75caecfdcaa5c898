//! From bytes to an HTTP response.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use isotype_core::{Failure, Request};
use isotype_protocol::{EVENT_STREAM, JSON, VARY};

use crate::unary::failed;

/// A reply in JSON, with the headers that procedures have set.
fn json(status: u16, body: Vec<u8>, request: &Request) -> Response {
    let response = bare(status, body);
    with_reply_headers(response, request)
}

/// The reply to calls of one kind. A `405` says by which methods they can be made (RFC 9110, section 15.5.6).
pub(crate) fn call(status: u16, body: Vec<u8>, request: &Request, methods: &'static str) -> Response {
    let mut response = json(status, body, request);
    if status == 405 {
        allow(&mut response, methods);
    }
    response
}

/// Says by which methods it could be called.
pub(crate) fn allow(response: &mut Response, methods: &'static str) {
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
}

/// The failure of a whole request.
pub(crate) fn failure(failure: &Failure) -> Response {
    let (status, body) = failed(failure);
    bare(status, body)
}

/// A subscription.
pub(crate) fn events(body: Body, request: &Request) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(EVENT_STREAM));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache, no-transform"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    with_reply_headers(response, request)
}

/// A batch whose results come as they complete. Headers that procedures set from here on come too late.
pub(crate) fn lines(body: Body, request: &Request) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-transform"));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    with_reply_headers(response, request)
}

/// The response with the headers that procedures have set.
fn with_reply_headers(mut response: Response, request: &Request) -> Response {
    let set = request.take_reply_headers().into_iter().flat_map(|headers| *headers);
    let mut last = None;
    for (name, value) in set {
        // A header's further values come without its name.
        last = name.or(last);
        if let Some(name) = &last {
            response.headers_mut().append(name, value);
        }
    }
    response
}

/// No body.
pub(crate) fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn bare(status: u16, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    response
}
