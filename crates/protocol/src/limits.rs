//! Limits on what one client may request (`docs/protocol.md#limits`).

/// Limits on what one client may request. All are enabled by default.
///
/// # Example
///
/// ```
/// use isotype_protocol::Limits;
///
/// let limits = Limits { body: 64 * 1024, ..Limits::default() };
/// assert_eq!(limits.batch_size, 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Maximum request body in bytes; for a form, all its text fields together. Default: 1 MiB. Calls that read a larger body fail
    /// with `PAYLOAD_TOO_LARGE`.
    pub body: usize,
    /// Maximum form or raw body with its files, in bytes. Default: 100 MiB. A larger one fails with `PAYLOAD_TOO_LARGE`.
    pub upload: u64,
    /// Maximum number of bytes of an unread body that are discarded after the response, for at most one second. Default: 1 MiB. Without
    /// it, a client that is still sending sees a broken connection and may miss the response.
    pub discarded_body: usize,
    /// Maximum length of path and query string in bytes. Default: 16 KiB. A longer one fails with `PAYLOAD_TOO_LARGE`.
    pub url: usize,
    /// Maximum number of calls in a batch, and of messages in a socket frame. Default: 20. More fail with `BAD_REQUEST`.
    pub batch_size: usize,
    /// Maximum nesting depth of JSON. Default and upper bound: 128. Deeper input fails with `BAD_REQUEST`.
    pub json_depth: usize,
    /// Maximum socket frame in bytes. Default: 1 MiB. A larger one closes the socket with code 1009.
    pub socket_message: usize,
    /// Maximum number of open subscriptions on one socket. Default: 100. More fail with `TOO_MANY_REQUESTS`.
    pub subscriptions: usize,
    /// Maximum number of queries and mutations in flight on one socket; further ones wait. Default: 100.
    pub in_flight: usize,
    /// Number of responses that may queue for one slow client before their producers are paused. Default: 64.
    pub send_queue: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body: 1024 * 1024,
            upload: 100 * 1024 * 1024,
            discarded_body: 1024 * 1024,
            url: 16 * 1024,
            batch_size: 20,
            json_depth: 128,
            socket_message: 1024 * 1024,
            subscriptions: 100,
            in_flight: 100,
            send_queue: 64,
        }
    }
}
