//! The queries and mutations of a socket: many at a time, none behind another.

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

/// What is said to a call whose output streams.
const STREAM_NOT_SUPPORTED: &str =
    "Cannot return an async iterable or observable from a query procedure with WebSockets";

/// The calls under way, and those that wait for one of them to end.
pub(super) struct Calls {
    /// Made by the first of them: most sockets of subscribers have none.
    running: Option<FuturesUnordered<BoxFuture<'static, Vec<u8>>>>,
    queued: VecDeque<SocketCall>,
    limit: usize,
}

impl Calls {
    pub(super) fn new(limit: usize) -> Calls {
        Calls { running: None, queued: VecDeque::new(), limit: limit.max(1) }
    }

    /// Takes a call, to be run in its turn.
    pub(super) fn queue(&mut self, call: SocketCall) {
        self.queued.push_back(call);
    }

    /// The next call that may run.
    pub(super) fn next(&mut self) -> Option<SocketCall> {
        if self.running.as_ref().map_or(0, FuturesUnordered::len) < self.limit { self.queued.pop_front() } else { None }
    }

    /// Runs a call, to be answered by a frame.
    pub(super) fn run(&mut self, reply: BoxFuture<'static, Vec<u8>>) {
        self.running.get_or_insert_default().push(reply);
    }

    /// The frame of the call that ends next.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Vec<u8>> {
        match self.running.as_mut().map(|running| running.poll_next_unpin(cx)) {
            Some(Poll::Ready(Some(frame))) => Poll::Ready(frame),
            _ => Poll::Pending,
        }
    }

    /// Whether as many wait as run: more are not read.
    pub(super) fn is_full(&self) -> bool {
        self.queued.len() >= self.limit
    }

    pub(super) fn is_empty(&self) -> bool {
        self.running.as_ref().is_none_or(FuturesUnordered::is_empty) && self.queued.is_empty()
    }
}

/// The frame that answers a call whose buffer began by [`Address::open_data`].
pub(super) async fn response_frame(
    address: ResponseEnvelope,
    name: Arc<str>,
    reply: impl Future<Output = ResponseResult>,
) -> Vec<u8> {
    let failure = match reply.await {
        Ok(CallResponse::Value(mut frame)) => {
            address.close_data(&mut frame);
            return frame;
        }
        Ok(CallResponse::WithDeferred(..) | CallResponse::Events(_)) => {
            ErrorResponse::new(Code::UnsupportedMediaType, STREAM_NOT_SUPPORTED).with_path(&name)
        }
        Err(failure) => failure,
    };
    error_frame(&address, &failure)
}

/// The frame of a failure.
pub(super) fn error_frame(address: &ResponseEnvelope, failure: &ErrorResponse) -> Vec<u8> {
    let mut frame = Vec::new();
    address.write_error(failure, &mut frame);
    frame
}

/// Runs a call where it is until it has to wait, and from then on in a task of its own, which ends with this: whatever
/// it computes after that holds up no other call of its socket.
pub(super) async fn poll_once_then_spawn(reply: BoxFuture<'static, ResponseResult>) -> ResponseResult {
    let mut reply = reply;
    if let Some(reply) = poll_immediate(&mut reply).await {
        return reply;
    }
    AbortOnDropHandle::new(tokio::spawn(reply)).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the task of a call ended");
        Err(ErrorResponse::new(Code::InternalServerError, "Internal server error"))
    })
}
