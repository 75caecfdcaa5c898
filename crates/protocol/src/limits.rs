//! Limits on client requests (`docs/protocol.md#limits`).

/// Limits on client requests, all enabled by default.
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
    /// Maximum size of a request body, or of all text fields of a form together, in bytes. Calls that read a larger
    /// body fail with `PAYLOAD_TOO_LARGE`. Default: 1 MiB.
    pub body: usize,
    /// Maximum size of a form including its files, or of a raw body, in bytes. Larger ones fail with
    /// `PAYLOAD_TOO_LARGE`. Default: 100 MiB.
    pub upload: u64,
    /// Maximum number of bytes of an unread body to read and discard after the response, for at most one second.
    /// Otherwise a client that is still sending would see a broken connection and might miss the response. Default: 1
    /// MiB.
    pub discarded_body: usize,
    /// Maximum length of path and query string in bytes. Longer URLs fail with `PAYLOAD_TOO_LARGE`. Default: 16 KiB.
    pub url: usize,
    /// Maximum number of calls in a batch or messages in a socket frame. Larger batches fail with `BAD_REQUEST`.
    /// Default: 20.
    pub batch_size: usize,
    /// Maximum nesting depth of JSON. Deeper input fails with `BAD_REQUEST`. Default and upper bound: 128.
    pub json_depth: usize,
    /// Maximum size of a socket frame in bytes. A larger frame closes the socket with code 1009. Default: 1 MiB.
    pub socket_message: usize,
    /// Maximum number of open subscriptions per socket. Further ones fail with `TOO_MANY_REQUESTS`. Default: 100.
    pub subscriptions: usize,
    /// Maximum number of queries and mutations in flight per socket. Further ones wait. Default: 100.
    pub in_flight: usize,
    /// Maximum number of responses queued for a slow client before the server stops reading from its socket. Default:
    /// 64.
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
