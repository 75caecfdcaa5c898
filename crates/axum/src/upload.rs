//! Bodies that are no JSON (protocol section 6): what they may ask for, and from where they may come.

use axum::body::HttpBody;
use futures_util::{StreamExt, TryStreamExt, stream};
use http::{HeaderMap, Method, Uri, header};
use http_body_util::{BodyExt, Limited};
use isotype_core::{BodyError, Code, Failure, RawBody};
use isotype_protocol::{Limits, Media};

use crate::{origin, unread::Arriving};

/// Headers that a page of another site cannot send without asking first: whoever sent one was let in, or is no page.
const ASKED_FOR: [&str; 3] = ["isotype-request", "trpc-accept", "authorization"];

/// The kind of a body that is no JSON.
pub(crate) fn media(headers: &HeaderMap) -> Option<Media> {
    let media = headers.get(header::CONTENT_TYPE).and_then(|value| Media::of(value.as_bytes()));
    media.filter(|media| *media != Media::Json)
}

/// Refuses it by any method but POST.
pub(crate) fn check_method(method: &Method, media: Media) -> Result<(), Failure> {
    if method == Method::POST {
        return Ok(());
    }
    let message = format!("Only POST requests are supported for {} requests", media.as_str());
    Err(Failure::new(Code::MethodNotSupported, message))
}

/// Refuses a form that a browser sends for a page of another site: it needs no preflight, and carries cookies
/// (protocol section 11.2). Raw bytes do need one.
///
/// # Errors
///
/// FORBIDDEN.
pub(crate) fn check_site(headers: &HeaderMap, uri: &Uri, media: Media, allowed: &[String]) -> Result<(), Failure> {
    if media != Media::Form || ASKED_FOR.iter().any(|name| headers.contains_key(*name)) {
        return Ok(());
    }
    if origin::is_from_here(headers, uri, allowed) {
        return Ok(());
    }
    let message = "This request comes from another site: the server lets that in by Routes::origins, or by the header \
                   isotype-request";
    Err(Failure::new(Code::Forbidden, message))
}

/// The body as it arrives.
pub(crate) fn body(headers: &HeaderMap, body: Arriving, limits: &Limits) -> RawBody {
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
    RawBody::new(content_type, refusal.chain(chunks)).text_limit(limits.body)
}
