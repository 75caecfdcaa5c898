//! From bytes to an HTTP response.

use axum::{body::Body, response::Response};
use http::{HeaderValue, StatusCode, header};
use isotype_core::{Failure, Request};
use isotype_protocol::{EVENT_STREAM, JSON, VARY};

use crate::{cache, unary::failed};

/// The reply to calls of one kind, with the headers that procedures have set. A `405` says by which methods they can
/// be made (RFC 9110, section 15.5.6).
pub(crate) fn call(status: u16, body: Vec<u8>, request: &Request, methods: &'static str, of: cache::Reply) -> Response {
    let mut response = bare(status);
    if status == 405 {
        allow(&mut response, methods);
    }
    with_reply_headers(&mut response, request);
    cache::close(response, body, of, request.headers())
}

/// Says by which methods it could be called.
pub(crate) fn allow<B>(response: &mut Response<B>, methods: &'static str) {
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static(methods));
}

/// The failure of a whole request.
pub(crate) fn failure(failure: &Failure) -> Response {
    refused(failure, "GET, POST")
}

/// The same, where these methods are allowed.
pub(crate) fn refused(failure: &Failure, allowed: &'static str) -> Response {
    let (status, body) = failed(failure);
    let mut response = bare(status).map(|()| Body::from(body));
    if status == 405 {
        allow(&mut response, allowed);
    }
    response
}

/// A subscription.
pub(crate) fn events(body: Body, request: &Request) -> Response {
    stream(body, EVENT_STREAM, "no-cache, no-transform", request)
}

/// A batch whose results come as they complete. Headers that procedures set from here on come too late.
pub(crate) fn lines(body: Body, request: &Request) -> Response {
    stream(body, JSON, "no-transform", request)
}

/// What nobody on the way may hold back, whatever procedures say of caching.
fn stream(body: Body, content_type: &'static str, caching: &'static str, request: &Request) -> Response {
    let mut response = Response::new(body);
    with_reply_headers(&mut response, request);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    headers.append(header::VARY, HeaderValue::from_static(VARY));
    response
}

/// Adds the headers that procedures have set.
fn with_reply_headers<B>(response: &mut Response<B>, request: &Request) {
    let set = request.take_reply_headers().into_iter().flat_map(|headers| *headers);
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

fn bare(status: u16) -> Response<()> {
    let mut response = Response::new(());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(JSON));
    headers.insert(header::VARY, HeaderValue::from_static(VARY));
    response
}
