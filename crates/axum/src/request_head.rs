//! Parts of the request head that several transports share.

use std::{borrow::Cow, time::Instant};

use http::{HeaderMap, HeaderName};
use isotype_core::{Code, ErrorResponse, RawInput};
use isotype_protocol::parse_timeout_ms;

/// Deadline of a call, in milliseconds from now (`docs/protocol.md#deadlines`).
static TIMEOUT_HEADER: HeaderName = HeaderName::from_static("isotype-timeout-ms");
static LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// Rejects URLs longer than `limit` bytes.
///
/// # Errors
///
/// Returns `PAYLOAD_TOO_LARGE` if the URL is too long.
pub(crate) fn check_url_length(path: &str, query: Option<&str>, limit: usize) -> Result<(), ErrorResponse> {
    if path.len() + query.map_or(0, str::len) <= limit {
        return Ok(());
    }
    let message = format!("URL is longer than {limit} bytes; send fewer calls per batch or a smaller input");
    Err(ErrorResponse::new(Code::PayloadTooLarge, message))
}

/// Returns the deadline set by the client, if any.
pub(crate) fn deadline(headers: &HeaderMap) -> Option<Instant> {
    Instant::now().checked_add(parse_timeout_ms(headers.get(&TIMEOUT_HEADER)?.to_str().ok()?)?)
}

/// Returns the last event id of a subscription. Looks in the header, the query parameter and the input, in that order.
pub(crate) fn resolve_last_event_id(
    headers: &HeaderMap,
    parameter: Option<String>,
    input: &RawInput,
) -> Option<String> {
    let header = headers.get(&LAST_EVENT_ID).and_then(|id| id.to_str().ok()).map(str::to_owned);
    last_event_id_or_input(header.or(parameter), input)
}

/// Returns the given last event id, or the one in the input, which is where tRPC's client puts it when it reconnects
/// (`docs/protocol.md#resuming`).
pub(crate) fn last_event_id_or_input(last_event_id: Option<String>, input: &RawInput) -> Option<String> {
    #[derive(serde::Deserialize)]
    struct ResumeInput<'a> {
        #[serde(borrow, rename = "lastEventId")]
        last_event_id: Option<Cow<'a, str>>,
    }
    let from_input = || match input {
        RawInput::Json(json) => {
            serde_json::from_slice::<ResumeInput<'_>>(json).ok()?.last_event_id.map(Cow::into_owned)
        }
        _ => None,
    };
    last_event_id.or_else(from_input).filter(|id| !id.is_empty())
}
