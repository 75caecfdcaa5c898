//! What all calls of one request share.

use std::sync::{Mutex, OnceLock, PoisonError};

use http::{Extensions, HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

/// The longest request id that is taken over from a client, in bytes.
const LONGEST_ID: usize = 128;

/// One request of a transport: a unary call, a batch, or the opening of a stream.
#[derive(Debug, Default)]
pub struct Request {
    /// The request's headers.
    pub headers: HeaderMap,
    /// What tower layers in front have left for the procedures.
    pub extensions: Extensions,
    /// The id of the last event that a resuming subscriber has seen.
    pub last_event_id: Option<String>,
    id: OnceLock<Box<str>>,
    reply: Mutex<Option<Box<HeaderMap>>>,
}

impl Request {
    /// A request with these headers and extensions.
    pub fn new(headers: HeaderMap, extensions: Extensions) -> Request {
        Request { headers, extensions, ..Request::default() }
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

    pub(crate) fn append_header(&self, name: HeaderName, value: HeaderValue) {
        self.reply.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_default().append(name, value);
    }

    /// Takes the headers that procedures have set for the reply, if any.
    pub fn take_reply_headers(&self) -> Option<Box<HeaderMap>> {
        self.reply.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
