//! The envelope of a call that succeeded, and the status of a batch.

/// The content type of every reply but an event stream.
pub const APPLICATION_JSON: &str = "application/json";

/// What a cache must tell apart (protocol section 1).
pub const VARY: &str = "trpc-accept, accept";

/// Begins the reply; the output's JSON goes straight behind it.
pub fn open_result(out: &mut Vec<u8>) {
    out.extend_from_slice(b"{\"result\":{\"data\":");
}

/// Ends the reply that [`open_value`] began.
pub fn close_result(out: &mut Vec<u8>) {
    out.extend_from_slice(b"}}");
}

/// The status of a batch: that of its calls when they agree, else 207 (protocol section 2).
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
