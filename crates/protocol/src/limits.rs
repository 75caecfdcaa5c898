//! What a client may ask for at most.

/// Bounds on what one client may ask of a server; every one is on by default.
///
/// # Example
///
/// ```
/// use isotype_protocol::Limits;
///
/// let limits = Limits { body: 64 * 1024, ..Limits::default() };
/// assert_eq!(limits.batch, 20);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The largest request body, in bytes; of a form, all its text fields together. Default: 1 MiB. Beyond it:
    /// PAYLOAD_TOO_LARGE for the calls that read their input.
    pub body: usize,
    /// The largest form or raw body with its files, in bytes. Default: 100 MiB. Beyond it: PAYLOAD_TOO_LARGE.
    pub upload: u64,
    /// How many bytes of a body that nobody reads are passed over behind its answer, for a second at most: whoever still
    /// sends would else find the connection broken, and might not hear the answer. Default: 1 MiB.
    pub discarded_body: usize,
    /// The longest path and query string, in bytes. Default: 16 KiB. Beyond it: PAYLOAD_TOO_LARGE for the request.
    pub url: usize,
    /// The most calls in one batch, and messages in one frame of a socket. Default: 20. Beyond it: BAD_REQUEST.
    pub batch_size: usize,
    /// How deep JSON may nest. Default, and at most: 128. Beyond it: BAD_REQUEST for the call.
    pub json_depth: usize,
    /// The largest frame of a socket, in bytes. Default: 1 MiB. Beyond it the socket is closed by 1009.
    pub socket_message: usize,
    /// The most subscriptions that live on one socket. Default: 100. Beyond it: TOO_MANY_REQUESTS for the call.
    pub subscriptions: usize,
    /// The most queries and mutations that run for one socket at a time; more wait. Default: 100.
    pub in_flight: usize,
    /// The answers that wait for one slow client until what makes them is paused. Default: 64.
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
