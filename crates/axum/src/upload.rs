//! Bodies that are no JSON (protocol section 6): what they may ask for, and from where they may come.

use axum::body::HttpBody;
use futures_util::{StreamExt, TryStreamExt, stream};
use http::{HeaderMap, Method, Uri, header};
use http_body_util::{BodyExt, Limited};
use isotype_core::{BodyError, Code, ErrorResponse, RawBody};
use isotype_protocol::{Limits, MediaType};

use crate::{origin, request_body::RequestBody};

/// Headers that a page of another site cannot send without asking first: whoever sent one was let in, or is no page.
const PREFLIGHTED_HEADERS: [&str; 3] = ["isotype-request", "trpc-accept", "authorization"];

/// The kind of a body that is no JSON.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| MediaType::parse(value.as_bytes()));
    media.filter(|media| *media != MediaType::Json)
}

/// Refuses it by any method but POST.
pub(crate) fn check_method(method: &Method, media: MediaType) -> Result<(), ErrorResponse> {
    if method == Method::POST {
        return Ok(());
    }
    let message = format!("Only POST requests are supported for {} requests", media.as_str());
    Err(ErrorResponse::new(Code::MethodNotSupported, message))
}

/// Refuses a form that a browser sends for a page of another site: it needs no preflight, and carries cookies
/// (protocol section 11.2). Raw bytes do need one.
///
/// # Errors
///
/// FORBIDDEN.
pub(crate) fn check_site(
    headers: &HeaderMap,
    uri: &Uri,
    media: MediaType,
    allowed: &[String],
) -> Result<(), ErrorResponse> {
    if media != MediaType::Form || PREFLIGHTED_HEADERS.iter().any(|name| headers.contains_key(*name)) {
        return Ok(());
    }
    if origin::is_allowed_site(headers, uri, allowed) {
        return Ok(());
    }
    let message = "This request comes from another site: the server lets that in by Routes::origins, or by the header \
                   isotype-request";
    Err(ErrorResponse::new(Code::Forbidden, message))
}

/// The body as it arrives.
pub(crate) fn raw_body(headers: &HeaderMap, body: RequestBody, limits: &Limits) -> RawBody {
    let content_type = headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes()).unwrap_or_default();
    let content_type = String::from_utf8_lossy(content_type);
    let limit = limits.upload;
    let too_large = move || BodyError::new(Code::PayloadTooLarge, format!("The body is larger than {limit} bytes"));
    // What says at once that it is too large is not read first.
    let is_too_large = body.size_hint().lower() > limit;
    let chunks = Limited::new(body, usize::try_from(limit).unwrap_or(usize::MAX)).into_data_stream();
    let chunks =
        chunks.map_err(move |error| error.downcast::<BodyError>().map_or_else(|_| too_large(), |error| *error));
    let refusal = stream::iter(is_too_large.then(|| Err(too_large())));
    RawBody::new(content_type, refusal.chain(chunks)).form_text_limit(limits.body)
}
