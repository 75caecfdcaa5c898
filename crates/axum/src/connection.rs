//! Handle with which streams and sockets can abort their HTTP/1 connection.

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

/// Handle to an HTTP/1 connection, shared between the server and the streams and sockets on that connection.
/// The connection counts as open until the last clone of its handle is dropped, because a WebSocket outlives the HTTP
/// connection it was upgraded from.
#[derive(Clone, Debug)]
pub struct Connection {
    abort: CancellationToken,
    has_received_request: Arc<AtomicBool>,
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Connection {
    /// Creates a handle to an accepted connection that holds its connection permit.
    pub fn new(permit: OwnedSemaphorePermit) -> Connection {
        Connection { abort: CancellationToken::new(), has_received_request: Arc::default(), _permit: Arc::new(permit) }
    }

    /// Completes after `limit` if no request has arrived by then; otherwise never completes.
    ///
    /// hyper's own timeout starts only once it has detected the HTTP version, so it does not cover a client that sends
    /// nothing.
    pub async fn no_request_within(&self, limit: Duration) {
        sleep(limit).await;
        if self.has_received_request.load(Relaxed) {
            pending().await
        }
    }

    /// Adds the connection to the extensions of a request that may become a stream or a socket.
    ///
    /// Other requests do not carry the handle, which saves an allocation. HTTP/2 requests share their connection, so
    /// none of them may abort it.
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

    /// Waits until [`abort`](Connection::abort) is called.
    pub async fn aborted(&self) {
        self.abort.cancelled().await;
    }
}
