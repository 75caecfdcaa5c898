//! Envelope of successful calls, and HTTP status of batches.

/// Content type of every response except event streams.
pub const APPLICATION_JSON: &str = "application/json";

/// Value of the `vary` header (`docs/protocol.md#response-headers`).
pub const VARY: &str = "trpc-accept, accept";

/// Starts the envelope of a successful call. Append the output's JSON next.
pub fn open_result(out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"result\":{\"data\":");
}

/// Ends the envelope that [`open_result`] started.
pub fn close_result(out: &mut Vec<u8>) {
    out.extend_from_slice(b"}}");
}

/// Returns the HTTP status of a batch: the status of its calls if they all have the same one, otherwise 207
/// (`docs/protocol.md#batch-status`).
///
/// # Example
///
/// ```
/// use isotype_protocol::batch_status;
///
/// assert_eq!(batch_status([403, 403]), 403);
/// assert_eq!(batch_status([200, 403]), 207);
/// ```
pub fn batch_status(statuses: impl IntoIterator<Item = u16>) -> u16 {
    let mut statuses = statuses.into_iter();
    match statuses.next() {
        None => 200,
        Some(first) if statuses.all(|status| status == first) => first,
        Some(_) => 207,
    }
}
