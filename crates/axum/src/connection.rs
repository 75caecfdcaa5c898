//! What a stream or a socket knows of the connection that it came by, where `Server` serves it.

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

/// Connection of HTTP/1, for a server to hand to the streams and sockets on it. It counts as open until the last clone is dropped: a socket outlives the HTTP that it came by.
#[derive(Clone, Debug)]
pub struct Connection {
    abort: CancellationToken,
    has_received_request: Arc<AtomicBool>,
    _permit: Arc<OwnedSemaphorePermit>,
}

impl Connection {
    /// Wraps the permit of a connection that was accepted.
    pub fn new(open: OwnedSemaphorePermit) -> Connection {
        Connection { abort: CancellationToken::new(), has_received_request: Arc::default(), _permit: Arc::new(open) }
    }

    /// Waits until `limit` is over without a request. hyper begins to count when it knows which HTTP is spoken: of who says
    /// nothing it never does.
    pub async fn no_request_within(&self, limit: Duration) {
        sleep(limit).await;
        if self.has_received_request.load(Relaxed) {
            pending().await
        }
    }

    /// Leaves it with the requests that may need it: most do not, and to carry it costs.
    pub fn attach_to<B>(&self, request: &mut Request<B>) {
        self.has_received_request.store(true, Relaxed);
        let headers = request.headers();
        let is_for_events =
            || headers.get(header::ACCEPT) == Some(&HeaderValue::from_static(isotype_protocol::EVENT_STREAM));
        // Over HTTP/2 others share it.
        if request.version() < Version::HTTP_2 && (headers.contains_key(header::UPGRADE) || is_for_events()) {
            request.extensions_mut().insert(self.clone());
        }
    }

    /// Ends it, whatever is still to be written.
    pub fn abort(&self) {
        self.abort.cancel();
    }

    /// Waits until it is cut.
    pub async fn aborted(&self) {
        self.abort.cancelled().await;
    }
}
