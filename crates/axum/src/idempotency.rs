//! By what repetitions of the mutations in a request are known.

use http::{HeaderMap, HeaderName};
use isotype_core::{ErrorResponse, ProcedureKind};
use isotype_protocol::parse_idempotency_key_header;

static KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The keys of so many calls; of other calls than mutations there are none.
///
/// # Errors
///
/// BAD_REQUEST when the header is not of its form, or has another number of keys.
pub(crate) fn keys(
    headers: &HeaderMap,
    kind: Option<ProcedureKind>,
    calls: usize,
) -> Result<Vec<Option<Box<str>>>, ErrorResponse> {
    let values = headers.get_all(&KEY).into_iter().filter(|_| kind == Some(ProcedureKind::Mutation));
    parse_idempotency_key_header(values.map(|value| value.as_bytes()), calls)
}

/// The key of a call that is made alone.
///
/// # Errors
///
/// As [`keys`].
pub(crate) fn key(headers: &HeaderMap, kind: Option<ProcedureKind>) -> Result<Option<Box<str>>, ErrorResponse> {
    Ok(keys(headers, kind, 1)?.pop().flatten())
}
