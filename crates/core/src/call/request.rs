//! Request received by a transport, shared by its calls.

use std::{
    fmt,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};
use isotype_protocol::ConnectionParams;
use uuid::Uuid;

/// Header that carries the request id in requests and responses.
static ID: HeaderName = HeaderName::from_static("x-request-id");

/// Maximum length of a client-supplied request id, in bytes. Longer ids are replaced.
const MAX_ID_LEN: usize = 128;

/// Request received by a transport: a unary call, a batch, a request that opens a stream, or a message on a connection.
///
/// `Debug` prints the names of headers and connection parameters, never their values.
#[derive(Default)]
pub struct Request {
    /// Id of the last event that the client received, if it resumes a subscription.
    pub last_event_id: Option<String>,
    /// Time at which the client stops waiting for the response.
    pub deadline: Option<Instant>,
    /// W3C `traceparent` of a message on a connection, if the message has one.
    pub traceparent: Option<String>,
    headers: HeaderMap,
    extensions: Extensions,
    connection_params: Option<ConnectionParams>,
    peer_ip: Option<IpAddr>,
    connection: Option<Arc<Request>>,
    id: OnceLock<Box<str>>,
    response: Mutex<ResponseState>,
}

/// Response state set by procedures and guards.
#[derive(Debug, Default)]
struct ResponseState {
    headers: Option<Box<HeaderMap>>,
    /// If `true`, the response head has been sent.
    is_head_sent: bool,
    expiry: Option<SystemTime>,
}

impl Request {
    /// Creates a request with the given headers and extensions.
    pub fn new(headers: HeaderMap, extensions: Extensions) -> Request {
        Request { headers, extensions, ..Request::default() }
    }

    /// Creates a request for a message on a connection. It inherits the connection's headers, extensions and
    /// parameters.
    pub fn from_connection(connection: Arc<Request>) -> Request {
        Request { connection: Some(connection), ..Request::default() }
    }

    /// Sets the connection parameters.
    #[must_use]
    pub fn with_connection_params(mut self, params: Option<ConnectionParams>) -> Request {
        self.connection_params = params;
        self
    }

    /// Sets the peer's IP address.
    #[must_use]
    pub fn with_peer_ip(mut self, peer: Option<IpAddr>) -> Request {
        self.peer_ip = peer;
        self
    }

    /// Returns the headers. For a WebSocket message, these are the headers of the request that opened the connection.
    pub fn headers(&self) -> &HeaderMap {
        &self.root().headers
    }

    /// Returns the extensions of the HTTP request, as set by tower layers.
    pub fn extensions(&self) -> &Extensions {
        &self.root().extensions
    }

    /// Returns the peer's IP address: that of the client, or of the proxy in front of this server.
    pub fn peer_ip(&self) -> Option<IpAddr> {
        self.root().peer_ip
    }

    /// Returns the connection parameters (see `docs/protocol.md#connection-params`).
    pub fn connection_params(&self) -> Option<&ConnectionParams> {
        self.root().connection_params.as_ref()
    }

    /// Returns the `traceparent` that the client sent (W3C Trace Context, section 3.2).
    ///
    /// It comes from the message itself, from the header, or from the connection parameter of that name.
    pub fn traceparent(&self) -> Option<&str> {
        let header = || self.headers().get("traceparent")?.to_str().ok();
        let param = || self.connection_params()?.get("traceparent");
        self.traceparent.as_deref().or_else(header).or_else(param)
    }

    /// Returns the request id: the client's `x-request-id` if it is short and printable, otherwise a new UUID.
    pub fn id(&self) -> &str {
        self.id.get_or_init(|| client_id(&self.headers).map_or_else(new_id, Into::into))
    }

    /// Adds a request id to the headers if they contain none, and returns the header to set on the response.
    pub fn ensure_id(headers: &mut HeaderMap) -> (HeaderName, HeaderValue) {
        if client_id(headers).is_none() {
            // A UUID is always a valid header value.
            let id = HeaderValue::from_str(&new_id()).unwrap_or(HeaderValue::from_static("-"));
            headers.insert(ID.clone(), id);
        }
        (ID.clone(), headers.get(&ID).cloned().unwrap_or(HeaderValue::from_static("-")))
    }

    /// Returns the time at which this connection's authentication expires. The transport then closes the connection.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.root().response().expiry
    }

    pub(crate) fn set_expiry(&self, at: SystemTime) {
        let mut response = self.root().response();
        response.expiry = Some(response.expiry.map_or(at, |before| before.min(at)));
    }

    pub(crate) fn edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        edit(self.response().headers.get_or_insert_default());
    }

    /// Edits the response headers if they can still be sent. A message on a connection has no response headers of its
    /// own.
    pub(crate) fn try_edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        let mut response = self.response();
        if self.connection.is_none() && !response.is_head_sent {
            edit(response.headers.get_or_insert_default());
        }
    }

    /// Sets `Retry-After`. If several calls set it, the longest time applies.
    pub(crate) fn set_retry_after(&self, time: Duration) {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        self.try_edit_headers(|headers| {
            let before = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
            headers.insert(header::RETRY_AFTER, seconds.max(before.unwrap_or(0)).into());
        });
    }

    /// Takes the response headers set by procedures, and marks the response head as sent.
    pub fn take_response_headers(&self) -> Option<Box<HeaderMap>> {
        let mut response = self.response();
        response.is_head_sent = true;
        response.headers.take()
    }

    fn root(&self) -> &Request {
        self.connection.as_deref().unwrap_or(self)
    }

    fn response(&self) -> MutexGuard<'_, ResponseState> {
        self.response.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.keys().map(HeaderName::as_str).collect();
        f.debug_struct("Request")
            .field("id", &self.id.get())
            .field("headers", &headers)
            .field("connection_params", &self.connection_params)
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}

fn client_id(headers: &HeaderMap) -> Option<&str> {
    let id = headers.get(&ID)?.to_str().ok()?;
    let is_plain = !id.is_empty() && id.len() <= MAX_ID_LEN && id.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain.then_some(id)
}

fn new_id() -> Box<str> {
    Uuid::now_v7().to_string().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_dropped_once_the_head_is_sent() {
        let request = Request::default();
        request.set_retry_after(Duration::from_millis(1500));
        let headers = request.take_response_headers().unwrap();
        assert_eq!(headers[header::RETRY_AFTER], "2");
        request.set_retry_after(Duration::from_secs(1));
        assert!(request.take_response_headers().is_none(), "the header comes too late");
    }

    #[test]
    fn messages_have_no_response_headers() {
        let message = Request::from_connection(Arc::default());
        message.set_retry_after(Duration::from_secs(1));
        assert!(message.take_response_headers().is_none());
    }
}
