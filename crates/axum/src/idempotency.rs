//! Reads idempotency keys from a request (`docs/protocol.md#idempotency-keys`).

use http::{HeaderMap, HeaderName};
use isotype_core::{ErrorResponse, ProcedureKind};
use isotype_protocol::parse_idempotency_key_header;

static KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Returns one idempotency key for each of the request's `calls` calls. Only mutations have keys.
///
/// # Errors
///
/// Returns `BAD_REQUEST` if the header is malformed or does not contain one key per call.
pub(crate) fn keys(
    headers: &HeaderMap,
    kind: Option<ProcedureKind>,
    calls: usize,
) -> Result<Vec<Option<Box<str>>>, ErrorResponse> {
    let values = headers.get_all(&KEY).into_iter().filter(|_| kind == Some(ProcedureKind::Mutation));
    parse_idempotency_key_header(values.map(|value| value.as_bytes()), calls)
}

/// Returns the idempotency key of a single call.
///
/// # Errors
///
/// Same as [`keys`].
pub(crate) fn key(headers: &HeaderMap, kind: Option<ProcedureKind>) -> Result<Option<Box<str>>, ErrorResponse> {
    Ok(keys(headers, kind, 1)?.pop().flatten())
}
