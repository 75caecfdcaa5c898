//! Event id after which a subscription resumes (`docs/protocol.md#resuming`).

use std::borrow::Cow;

use http::{HeaderMap, HeaderName};
use isotype_core::RawInput;

static LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

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
