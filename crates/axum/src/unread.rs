//! What becomes of a body that is not read to its end.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    Error,
    body::{Body, HttpBody},
};
use bytes::Bytes;
use http::{HeaderMap, header};
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt;
use tokio::{runtime::Handle, time::timeout};

/// Whoever has heard the answer by then stops sending.
const LONGEST: Duration = Duration::from_secs(1);

/// The body of a request.
///
/// Whoever closes a connection with bytes unread resets it, and a client that still sends may lose its answer by that
/// (RFC 9112, section 9.6). So what is left of a body that is dropped is passed over, for a while.
pub(crate) struct Arriving {
    body: Body,
    most: usize,
    is_over: bool,
}

impl Arriving {
    /// At most `most` bytes of it are passed over.
    pub(crate) fn new(body: Body, headers: &HeaderMap, most: usize) -> Arriving {
        // Whoever asks before it sends is told by the answer; reading would ask for the body after all.
        let is_over = body.is_end_stream() || headers.contains_key(header::EXPECT);
        Arriving { body, most, is_over }
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        self.is_over |= matches!(polled, Poll::Ready(None | Some(Err(_))));
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        if self.is_over || self.body.is_end_stream() {
            return;
        }
        if let Ok(runtime) = Handle::try_current() {
            runtime.spawn(timeout(LONGEST, pass_over(mem::take(&mut self.body), self.most)));
        }
    }
}

async fn pass_over(mut body: Body, most: usize) {
    let mut left = most;
    while let Some(Ok(frame)) = body.frame().await {
        let Some(less) = left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { return };
        left = less;
    }
}
