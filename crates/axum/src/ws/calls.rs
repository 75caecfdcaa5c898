//! Queries and mutations on a socket, which run concurrently.

use std::{
    collections::VecDeque,
    future::Future,
    sync::Arc,
    task::{Context, Poll},
};

use futures_util::{
    StreamExt,
    future::{BoxFuture, poll_immediate},
    stream::FuturesUnordered,
};
use isotype_core::{CallResponse, Code, ErrorResponse, ResponseResult};
use isotype_protocol::{ResponseEnvelope, SocketCall};
use tokio_util::task::AbortOnDropHandle;

/// tRPC's error message for a procedure with streaming output called over WebSocket.
const STREAM_NOT_SUPPORTED: &str =
    "Cannot return an async iterable or observable from a query procedure with WebSockets";

/// Calls in flight, and calls waiting for a free slot.
pub(super) struct Calls {
    /// Created by the first call, because most sockets only carry subscriptions.
    running: Option<FuturesUnordered<BoxFuture<'static, Vec<u8>>>>,
    queued: VecDeque<SocketCall>,
    limit: usize,
}

impl Calls {
    /// Creates a queue that runs at most `limit` calls at a time.
    pub(super) fn new(limit: usize) -> Calls {
        Calls { running: None, queued: VecDeque::new(), limit: limit.max(1) }
    }

    /// Adds a call to the queue.
    pub(super) fn queue(&mut self, call: SocketCall) {
        self.queued.push_back(call);
    }

    /// Dequeues the next call if there is a free slot for it.
    pub(super) fn next(&mut self) -> Option<SocketCall> {
        if self.running.as_ref().map_or(0, FuturesUnordered::len) < self.limit { self.queued.pop_front() } else { None }
    }

    /// Starts a call, given as a future that resolves to its response frame.
    pub(super) fn run(&mut self, call: BoxFuture<'static, Vec<u8>>) {
        self.running.get_or_insert_default().push(call);
    }

    /// Polls for the response frame of the next call that completes.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Vec<u8>> {
        match self.running.as_mut().map(|running| running.poll_next_unpin(cx)) {
            Some(Poll::Ready(Some(frame))) => Poll::Ready(frame),
            _ => Poll::Pending,
        }
    }

    /// Returns `true` if the queue is full, in which case no more messages are read.
    pub(super) fn is_full(&self) -> bool {
        self.queued.len() >= self.limit
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.as_ref().is_none_or(FuturesUnordered::is_empty) && self.queued.is_empty()
    }
}

/// Builds the response frame of a call whose buffer already starts with [`ResponseEnvelope::open_data`].
pub(super) async fn response_frame(
    envelope: ResponseEnvelope,
    name: Arc<str>,
    response: impl Future<Output = ResponseResult>,
) -> Vec<u8> {
    let failure = match response.await {
        Ok(CallResponse::Value(mut frame)) => {
            envelope.close_data(&mut frame);
            return frame;
        }
        Ok(CallResponse::WithDeferred(..) | CallResponse::Events(_)) => {
            ErrorResponse::new(Code::UnsupportedMediaType, STREAM_NOT_SUPPORTED).with_path(&name)
        }
        Err(failure) => failure,
    };
    error_frame(&envelope, &failure)
}

/// Builds an error frame.
pub(super) fn error_frame(envelope: &ResponseEnvelope, failure: &ErrorResponse) -> Vec<u8> {
    let mut frame = Vec::new();
    envelope.write_error(failure, &mut frame);
    frame
}

/// Polls a call once and, if it is still pending, spawns it as a task, so that later polls do not block the socket.
///
/// Dropping the returned future aborts the task.
pub(super) async fn poll_once_then_spawn(mut call: BoxFuture<'static, ResponseResult>) -> ResponseResult {
    if let Some(response) = poll_immediate(&mut call).await {
        return response;
    }
    AbortOnDropHandle::new(tokio::spawn(call)).await.unwrap_or_else(|error| {
        tracing::error!(%error, "call task failed");
        Err(ErrorResponse::new(Code::InternalServerError, "Internal server error"))
    })
}
