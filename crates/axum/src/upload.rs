//! Form and raw-byte request bodies (`docs/protocol.md#forms-and-bytes`).

use axum::body::HttpBody;
use futures_util::{StreamExt, TryStreamExt, stream};
use http::{HeaderMap, Method, Uri, header};
use http_body_util::{BodyExt, Limited};
use isotype_core::{BodyError, Code, ErrorResponse, RawBody};
use isotype_protocol::{Limits, MediaType};

use crate::{origin, request_body::RequestBody};

/// Headers that a page on another site can send only after a preflight request.
const PREFLIGHTED_HEADERS: [&str; 3] = ["isotype-request", "trpc-accept", "authorization"];

/// Returns the media type of the body, or `None` if it is JSON or unsupported.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<MediaType> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| MediaType::parse(value.as_bytes()));
    media.filter(|media| *media != MediaType::Json)
}

/// Rejects methods other than POST.
///
/// # Errors
///
/// Returns `METHOD_NOT_SUPPORTED` for any other method.
pub(crate) fn check_method(method: &Method, media: MediaType) -> Result<(), ErrorResponse> {
    if method == Method::POST {
        return Ok(());
    }
    let message = format!("Only POST requests are supported for {} requests", media.as_str());
    Err(ErrorResponse::new(Code::MethodNotSupported, message))
}

/// Rejects forms submitted by a page on another site (`docs/protocol.md#origins-and-cookies`).
///
/// Browsers send forms with cookies and without a preflight request. Raw bytes always need a preflight.
///
/// # Errors
///
/// Returns `FORBIDDEN` if the form comes from another site.
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
    let message = "cross-site request is not allowed; to allow its origin, call Routes::allowed_origins on the server, or have the client \
                   send the isotype-request header";
    Err(ErrorResponse::new(Code::Forbidden, message))
}

/// Returns the body as a stream, limited to [`Limits::upload`] bytes.
pub(crate) fn raw_body(headers: &HeaderMap, body: RequestBody, limits: &Limits) -> RawBody {
    let content_type = headers.get(header::CONTENT_TYPE).map(|value| value.as_bytes()).unwrap_or_default();
    let content_type = String::from_utf8_lossy(content_type);
    let limit = limits.upload;
    let too_large = move || BodyError::new(Code::PayloadTooLarge, format!("request body is larger than {limit} bytes"));
    // If the declared length is too large, reject the body without reading it.
    let is_too_large = body.size_hint().lower() > limit;
    let chunks = Limited::new(body, usize::try_from(limit).unwrap_or(usize::MAX)).into_data_stream();
    let chunks =
        chunks.map_err(move |error| error.downcast::<BodyError>().map_or_else(|_| too_large(), |error| *error));
    let rejection = stream::iter(is_too_large.then(|| Err(too_large())));
    RawBody::new(content_type, rejection.chain(chunks)).form_text_limit(limits.body)
}
