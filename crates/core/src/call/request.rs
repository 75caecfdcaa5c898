//! What all calls of one request share.

use std::{
    fmt,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use http::{Extensions, HeaderMap, HeaderName, HeaderValue, header};
use isotype_protocol::ConnectionParams;
use uuid::Uuid;

/// In which a client names its request, and an answer says how the log does.
static ID: HeaderName = HeaderName::from_static("x-request-id");

/// The longest request id that is taken over from a client, in bytes.
const MAX_ID_LEN: usize = 128;

/// One request of a transport: a unary call, a batch, the opening of a stream, or a message of a connection.
///
/// `Debug` shows which headers and params there are, never their values.
#[derive(Default)]
pub struct Request {
    /// The id of the last event that a resuming subscriber has seen.
    pub last_event_id: Option<String>,
    /// When its client stops waiting.
    pub deadline: Option<Instant>,
    /// Of which trace a message on a connection is a part, where it says so itself.
    pub traceparent: Option<String>,
    headers: HeaderMap,
    extensions: Extensions,
    connection_params: Option<ConnectionParams>,
    peer_ip: Option<IpAddr>,
    connection: Option<Arc<Request>>,
    id: OnceLock<Box<str>>,
    response: Mutex<ResponseState>,
}

/// What procedures and proofs have set.
#[derive(Debug, Default)]
struct ResponseState {
    headers: Option<Box<HeaderMap>>,
    /// Whether the reply's head has left.
    is_head_sent: bool,
    expiry: Option<SystemTime>,
}

impl Request {
    /// A request with these headers and extensions.
    pub fn new(headers: HeaderMap, extensions: Extensions) -> Request {
        Request { headers, extensions, ..Request::default() }
    }

    /// A message on a connection, whose headers, extensions and params hold for it.
    pub fn from_connection(connection: Arc<Request>) -> Request {
        Request { connection: Some(connection), ..Request::default() }
    }

    /// The same request, with what its client said in place of headers.
    #[must_use]
    pub fn with_connection_params(mut self, params: Option<ConnectionParams>) -> Request {
        self.connection_params = params;
        self
    }

    /// The same request, with the address that it came from.
    #[must_use]
    pub fn with_peer_ip(mut self, peer: Option<IpAddr>) -> Request {
        self.peer_ip = peer;
        self
    }

    /// The headers; of a message, those that opened its connection.
    pub fn headers(&self) -> &HeaderMap {
        &self.root().headers
    }

    /// What tower layers in front have left for the procedures.
    pub fn extensions(&self) -> &Extensions {
        &self.root().extensions
    }

    /// The address of whoever is at the other end of the connection: the client, or the proxy in front of this server.
    pub fn peer_ip(&self) -> Option<IpAddr> {
        self.root().peer_ip
    }

    /// What the client said in place of headers (protocol sections 5.4 and 8).
    pub fn connection_params(&self) -> Option<&ConnectionParams> {
        self.root().connection_params.as_ref()
    }

    /// Of which trace it is a part, as its client says (W3C Trace Context, section 3.2): by a message itself, by the header of that name,
    /// or in place of a header by the connection param.
    pub fn traceparent(&self) -> Option<&str> {
        let header = || self.headers().get("traceparent")?.to_str().ok();
        let param = || self.connection_params()?.get("traceparent");
        self.traceparent.as_deref().or_else(header).or_else(param)
    }

    /// The id under which the log speaks of this request: the client's `x-request-id`, where it is short and plain, else a new one.
    pub fn id(&self) -> &str {
        self.id.get_or_init(|| sent_id(&self.headers).map_or_else(new_id, Into::into))
    }

    /// Sees to it that a request with these headers has an id from the start, and returns the header that says it, for the answer.
    pub fn ensure_id(headers: &mut HeaderMap) -> (HeaderName, HeaderValue) {
        if sent_id(headers).is_none() {
            // A UUID is text that a header takes.
            let id = HeaderValue::from_str(&new_id()).unwrap_or(HeaderValue::from_static("-"));
            headers.insert(ID.clone(), id);
        }
        (ID.clone(), headers.get(&ID).cloned().unwrap_or(HeaderValue::from_static("-")))
    }

    /// Until when the proofs hold that were made on this connection; a transport ends it then.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.root().response().expiry
    }

    pub(crate) fn set_expiry(&self, at: SystemTime) {
        let mut set = self.root().response();
        set.expiry = Some(set.expiry.map_or(at, |before| before.min(at)));
    }

    pub(crate) fn edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        edit(self.response().headers.get_or_insert_default());
    }

    /// The same, where it still reaches the caller: a message of a connection has no headers of its own.
    pub(crate) fn try_edit_headers(&self, hint: impl FnOnce(&mut HeaderMap)) {
        let mut set = self.response();
        if self.connection.is_none() && !set.is_head_sent {
            hint(set.headers.get_or_insert_default());
        }
    }

    /// Says when to try again, where that can be said by a header: of several calls, the one that has to wait longest.
    pub(crate) fn set_retry_after(&self, time: Duration) {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        self.try_edit_headers(|headers| {
            let said = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
            headers.insert(header::RETRY_AFTER, seconds.max(said.unwrap_or(0)).into());
        });
    }

    /// Takes the headers that procedures have set for the reply, if any, whose head then leaves.
    pub fn take_response_headers(&self) -> Option<Box<HeaderMap>> {
        let mut set = self.response();
        set.is_head_sent = true;
        set.headers.take()
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
            .field("params", &self.connection_params)
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}

fn sent_id(headers: &HeaderMap) -> Option<&str> {
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
    fn headers_are_taken_until_the_reply_has_begun() {
        let request = Request::default();
        request.set_retry_after(Duration::from_millis(1500));
        let headers = request.take_response_headers().unwrap();
        assert_eq!(headers[header::RETRY_AFTER], "2");
        request.set_retry_after(Duration::from_secs(1));
        assert!(request.take_response_headers().is_none(), "nothing that is only good to know comes too late");
    }

    #[test]
    fn a_message_has_no_headers_of_its_own() {
        let message = Request::from_connection(Arc::default());
        message.set_retry_after(Duration::from_secs(1));
        assert!(message.take_response_headers().is_none());
    }
}
