//! Request bodies with an idle timeout. The unread part of a body is discarded
//! (`docs/protocol.md#bodies-that-are-not-read`).

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use futures_util::FutureExt;
use http::{HeaderMap, header};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use isotype_core::{BodyError, Code};
use tokio::{
    runtime::Handle,
    time::{Sleep, sleep, timeout},
};

/// Time spent discarding the rest of an unread body. By then, a client that received the response has stopped sending.
const DISCARD_TIMEOUT: Duration = Duration::from_secs(1);

/// Request body with an idle timeout.
///
/// Closing a connection with unread bytes resets it, and a client that is still sending may then lose the response (RFC
/// 9112, section 9.6). Dropping the body therefore reads and discards the rest, within limits.
pub(crate) struct RequestBody {
    body: Body,
    discard_limit: usize,
    idle_timeout: Duration,
    /// Idle timer, running only while the next frame is awaited.
    idle_timer: Option<Pin<Box<Sleep>>>,
    is_finished: bool,
}

impl RequestBody {
    /// Wraps a body that fails if no frame arrives for `idle_timeout`.
    ///
    /// On drop, at most `discard_limit` unread bytes are read and discarded.
    pub(crate) fn new(body: Body, headers: &HeaderMap, idle_timeout: Duration, discard_limit: usize) -> RequestBody {
        // A client that sent `expect: 100-continue` is waiting for the response. Reading would ask it to send the body.
        let is_finished = body.is_end_stream() || headers.contains_key(header::EXPECT);
        RequestBody { body, discard_limit, idle_timeout, idle_timer: None, is_finished }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                self.idle_timer = None;
                let incomplete = |_| BodyError::new(Code::ClientClosedRequest, "request body is incomplete");
                frame.map(|frame| frame.map_err(incomplete))
            }
            Poll::Pending => {
                let idle_timeout = self.idle_timeout;
                let timer = self.idle_timer.get_or_insert_with(|| Box::pin(sleep(idle_timeout)));
                if timer.poll_unpin(cx).is_pending() {
                    return Poll::Pending;
                }
                let message =
                    format!("request body idle for {idle_timeout:?}; the limit is `Routes::body_idle_timeout`");
                Some(Err(BodyError::new(Code::Timeout, message)))
            }
        };
        self.is_finished |= matches!(frame, None | Some(Err(_)));
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        if self.is_finished || self.body.is_end_stream() {
            return;
        }
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(timeout(DISCARD_TIMEOUT, discard(mem::take(&mut self.body), self.discard_limit)));
        }
    }
}

async fn discard(mut body: Body, limit: usize) {
    let mut remaining = limit;
    while let Some(Ok(frame)) = body.frame().await {
        let Some(rest) = remaining.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { return };
        remaining = rest;
    }
}
