//! A body as it arrives: how long it may be silent, and what becomes of it where it is not read to its end.

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

/// Whoever has heard the answer by then stops sending.
const DISCARD_TIMEOUT: Duration = Duration::from_secs(1);

/// The body of a request.
///
/// Whoever closes a connection with bytes unread resets it, and a client that still sends may lose its answer by that
/// (RFC 9112, section 9.6). So what is left of a body that is dropped is passed over, for a while.
pub(crate) struct RequestBody {
    body: Body,
    discard_limit: usize,
    idle_timeout: Duration,
    /// Runs while the next piece is waited for.
    idle_timer: Option<Pin<Box<Sleep>>>,
    is_finished: bool,
}

impl RequestBody {
    /// It fails when nothing of it comes for `silence`. At most `most` bytes of it are passed over.
    pub(crate) fn new(body: Body, headers: &HeaderMap, silence: Duration, most: usize) -> RequestBody {
        // Whoever asks before it sends is told by the answer; reading would ask for the body after all.
        let is_over = body.is_end_stream() || headers.contains_key(header::EXPECT);
        RequestBody { body, discard_limit: most, idle_timeout: silence, idle_timer: None, is_finished: is_over }
    }
}

impl HttpBody for RequestBody {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                self.idle_timer = None;
                let broken = |_| BodyError::new(Code::ClientClosedRequest, "The body ended before it was whole");
                frame.map(|frame| frame.map_err(broken))
            }
            Poll::Pending => {
                let silence = self.idle_timeout;
                let patience = self.idle_timer.get_or_insert_with(|| Box::pin(sleep(silence)));
                if patience.poll_unpin(cx).is_pending() {
                    return Poll::Pending;
                }
                Some(Err(BodyError::new(Code::Timeout, format!("Nothing of the body came for {silence:?}"))))
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

async fn discard(mut body: Body, most: usize) {
    let mut left = most;
    while let Some(Ok(frame)) = body.frame().await {
        let Some(less) = left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { return };
        left = less;
    }
}
