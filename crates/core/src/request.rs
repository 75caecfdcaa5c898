//! What all calls of one request share.

use std::{
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    time::{Duration, Instant, SystemTime},
};

use http::{Extensions, HeaderMap, header};
use isotype_protocol::ConnectionParams;
use uuid::Uuid;

/// The longest request id that is taken over from a client, in bytes.
const LONGEST_ID: usize = 128;

/// One request of a transport: a unary call, a batch, the opening of a stream, or a message of a connection.
#[derive(Debug, Default)]
pub struct Request {
    /// The id of the last event that a resuming subscriber has seen.
    pub last_event_id: Option<String>,
    /// When its client stops waiting.
    pub deadline: Option<Instant>,
    headers: HeaderMap,
    extensions: Extensions,
    params: Option<ConnectionParams>,
    peer: Option<IpAddr>,
    connection: Option<Arc<Request>>,
    id: OnceLock<Box<str>>,
    set: Mutex<Set>,
}

/// What procedures and proofs have set.
#[derive(Debug, Default)]
struct Set {
    headers: Option<Box<HeaderMap>>,
    expires: Option<SystemTime>,
}

impl Request {
    /// A request with these headers and extensions.
    pub fn new(headers: HeaderMap, extensions: Extensions) -> Request {
        Request { headers, extensions, ..Request::default() }
    }

    /// A message on a connection, whose headers, extensions and params hold for it.
    pub fn within(connection: Arc<Request>) -> Request {
        Request { connection: Some(connection), ..Request::default() }
    }

    /// The same request, with what its client said in place of headers.
    #[must_use]
    pub fn with_params(mut self, params: Option<ConnectionParams>) -> Request {
        self.params = params;
        self
    }

    /// The same request, with the address that it came from.
    #[must_use]
    pub fn with_peer(mut self, peer: Option<IpAddr>) -> Request {
        self.peer = peer;
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
    pub fn peer(&self) -> Option<IpAddr> {
        self.root().peer
    }

    /// What the client said in place of headers (protocol sections 5.4 and 8).
    pub fn connection_params(&self) -> Option<&ConnectionParams> {
        self.root().params.as_ref()
    }

    /// The id under which the log speaks of this request: the client's `x-request-id`, where it is short and plain, else a new one.
    pub fn id(&self) -> &str {
        self.id.get_or_init(|| {
            let sent = self.headers.get("x-request-id").and_then(|id| id.to_str().ok());
            match sent {
                Some(id) if !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(|b| b.is_ascii_graphic()) => {
                    id.into()
                }
                _ => Uuid::now_v7().to_string().into(),
            }
        })
    }

    /// Until when the proofs hold that were made on this connection; a transport ends it then.
    pub fn expires(&self) -> Option<SystemTime> {
        self.root().set().expires
    }

    pub(crate) fn expire(&self, at: SystemTime) {
        let mut set = self.root().set();
        set.expires = Some(set.expires.map_or(at, |before| before.min(at)));
    }

    pub(crate) fn edit_headers(&self, edit: impl FnOnce(&mut HeaderMap)) {
        edit(self.set().headers.get_or_insert_default());
    }

    /// Says when to try again: of several calls, the one that has to wait longest.
    pub(crate) fn retry_after(&self, time: Duration) {
        let seconds = time.as_secs() + u64::from(time.subsec_nanos() > 0);
        self.edit_headers(|headers| {
            let said = headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
            headers.insert(header::RETRY_AFTER, seconds.max(said.unwrap_or(0)).into());
        });
    }

    /// Takes the headers that procedures have set for the reply, if any.
    pub fn take_reply_headers(&self) -> Option<Box<HeaderMap>> {
        self.set().headers.take()
    }

    fn root(&self) -> &Request {
        self.connection.as_deref().unwrap_or(self)
    }

    fn set(&self) -> MutexGuard<'_, Set> {
        self.set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
