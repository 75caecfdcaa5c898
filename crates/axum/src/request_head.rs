//! Parts of the request head that several transports share.

use std::time::Instant;

use http::{HeaderMap, HeaderName};
use isotype_core::{Code, ErrorResponse};
use isotype_protocol::parse_timeout_ms;

/// Deadline of a call, in milliseconds from now (`docs/protocol.md#deadlines`).
static TIMEOUT_HEADER: HeaderName = HeaderName::from_static("isotype-timeout-ms");

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
