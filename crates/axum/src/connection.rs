//! HTTP/1 connections that streams and sockets can abort.

use std::{
    future::pending,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use http::{HeaderValue, Request, Version, header};
use tokio::{sync::OwnedSemaphorePermit, time::sleep};
use tokio_util::sync::CancellationToken;

/// HTTP/1 connection that the server shares with the streams and sockets on it.
///
/// The connection counts as open until the last clone is dropped, because a WebSocket outlives the HTTP connection that it
/// was upgraded from.
#[derive(Clone, Debug)]
pub struct Connection {
    abort: CancellationToken,
    has_received_request: Arc<AtomicBool>,
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Connection {
    /// Creates the handle of an accepted connection, which holds its permit.
    pub fn new(permit: OwnedSemaphorePermit) -> Connection {
        Connection { abort: CancellationToken::new(), has_received_request: Arc::default(), _permit: Arc::new(permit) }
    }

    /// Completes after `limit` if no request has arrived by then; otherwise never.
    ///
    /// hyper's own timeout starts when it has detected the HTTP version, so that it does not cover a silent client.
    pub async fn no_request_within(&self, limit: Duration) {
        sleep(limit).await;
        if self.has_received_request.load(Relaxed) {
            pending().await
        }
    }

    /// Adds the connection to the extensions of a request that may become a stream or a socket.
    ///
    /// Other requests do without, to save the allocation. Over HTTP/2 requests share a connection, so that none may abort it.
    pub fn attach_to<B>(&self, request: &mut Request<B>) {
        self.has_received_request.store(true, Relaxed);
        let headers = request.headers();
        let accepts_event_stream =
            || headers.get(header::ACCEPT) == Some(&HeaderValue::from_static(isotype_protocol::EVENT_STREAM));
        if request.version() < Version::HTTP_2 && (headers.contains_key(header::UPGRADE) || accepts_event_stream()) {
            request.extensions_mut().insert(self.clone());
        }
    }

    /// Closes the connection without waiting for pending writes.
    pub fn abort(&self) {
        self.abort.cancel();
    }

    /// Waits for [`abort`](Connection::abort).
    pub async fn aborted(&self) {
        self.abort.cancelled().await;
    }
}
