//! Problem documents (RFC 9457; `docs/protocol.md#problem-documents`).

use std::collections::BTreeMap;

use axum::response::Response;
use http::{HeaderValue, StatusCode, header};
use isotype_core::{ErrorResponse, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::{cache, respond};

const MEDIA_TYPE: &str = "application/problem+json";

/// Characters to escape in a URI reference. Request ids are chosen by clients and may contain any character.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns a problem document for the error.
///
/// The document includes the fields of a declared error, whose `type` replaces `about:blank`. A `405` gets an `Allow`
/// header with `methods`.
pub(crate) fn response(failure: &ErrorResponse, request: &Request, methods: &str) -> Response {
    let status = failure.code.status();
    let mut response = respond::call(status, document(failure, request), request, "", cache::ResponseKind::Other);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
    if status == 405 {
        let methods = HeaderValue::from_str(methods).unwrap_or(HeaderValue::from_static(""));
        response.headers_mut().insert(header::ALLOW, methods);
    }
    response
}

fn document(failure: &ErrorResponse, request: &Request) -> Vec<u8> {
    let declared = failure.declared_error.as_deref().and_then(|error| serde_json::from_str(error.get()).ok());
    let mut members: BTreeMap<String, Box<RawValue>> = declared.unwrap_or_default();
    let status = failure.code.status();
    let title = StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason());
    add(&mut members, "type", &"about:blank");
    add(&mut members, "title", &title.unwrap_or(failure.code.as_str()));
    add(&mut members, "status", &status);
    add(&mut members, "detail", &failure.message);
    add(&mut members, "instance", &utf8_percent_encode(request.id(), ESCAPED).to_string());
    // Serializing a map of raw JSON cannot fail.
    serde_json::to_vec(&members).unwrap_or_default()
}

/// Adds a member unless the declared error already has one with that name.
fn add(members: &mut BTreeMap<String, Box<RawValue>>, name: &str, value: &impl Serialize) {
    if let Ok(value) = to_raw_value(value) {
        members.entry(name.to_owned()).or_insert(value);
    }
}
