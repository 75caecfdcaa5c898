//! Session of one client on a WebSocket.

use std::{
    future::poll_fn,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures_util::{FutureExt, future::BoxFuture};
use isotype_core::{Code, ErrorResponse, Request};
use isotype_protocol::{PING, ResponseEnvelope};

use super::{
    calls::{Calls, error_frame},
    framed_socket::{FramedSocket, Received, SocketClose},
    subscriptions::{SubscriptionFrame, Subscriptions},
    timers::{Due, SocketTimers},
    wake_flag::WakeFlag,
};
use crate::endpoint::Endpoint;

/// Time that calls in flight have to complete before the socket is closed.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);

/// Calls and subscriptions of one client.
pub(super) struct Session<S> {
    pub(super) endpoint: Arc<Endpoint<S>>,
    pub(super) upgrade_request: Arc<Request>,
    pub(super) calls: Calls,
    pub(super) subscriptions: Subscriptions,
    pub(super) timers: SocketTimers,
    drain_started: BoxFuture<'static, ()>,
    /// Avoids needless polls of `drain_started`, whose lock is contended by all sockets of the server.
    drain_flag: WakeFlag,
    /// If set, the socket closes for this reason as soon as no calls are in flight.
    pub(super) closing: Option<SocketClose>,
}

/// Next thing for a session to handle.
enum Step {
    Received(Received),
    CallCompleted(Vec<u8>),
    Due(Due),
    Drained,
    End(SocketClose),
}

impl<S: Send + Sync + 'static> Session<S> {
    /// Creates a session for an upgrade request.
    pub(super) fn new(endpoint: Arc<Endpoint<S>>, upgrade_request: Request) -> Session<S> {
        let drain = endpoint.drain.clone();
        Session {
            calls: Calls::new(endpoint.limits.in_flight),
            subscriptions: Subscriptions::new(),
            timers: SocketTimers::new(endpoint.websocket_timeouts),
            drain_started: async move { drain.started().await }.boxed(),
            drain_flag: WakeFlag::new(),
            closing: None,
            upgrade_request: Arc::new(upgrade_request),
            endpoint,
        }
    }

    /// Runs until the socket must be closed. Calls still in flight are then cancelled, except for mutations.
    pub(super) async fn run(mut self, socket: &mut FramedSocket) -> SocketClose {
        loop {
            if let Some(close) = self.closing
                && self.calls.is_empty()
            {
                return close;
            }
            match poll_fn(|cx| self.step(cx, socket)).await {
                Step::Received(Received::Closed(close)) | Step::End(close) => return close,
                Step::Received(received) => self.handle_received(received, socket),
                Step::CallCompleted(frame) => {
                    socket.push(frame);
                    self.refresh_expiry();
                }
                Step::Due(Due::Ping | Due::PongTimeout) if self.calls.is_full() => self.timers.on_received(),
                Step::Due(Due::Ping) => socket.push_text(PING),
                Step::Due(Due::PongTimeout) => return SocketClose::Unresponsive,
                Step::Due(Due::Idle) => return SocketClose::IDLE,
                Step::Due(Due::CloseDeadline) => return self.closing.unwrap_or(SocketClose::Remote),
                Step::Due(Due::Expired) => {
                    self.subscriptions = Subscriptions::new();
                    self.close_soon(SocketClose::EXPIRED);
                }
                Step::Drained => self.close_soon(SocketClose::RESTART),
            }
            while let Some(call) = self.calls.next() {
                self.run_call(call);
            }
        }
    }

    /// Polls for the next step. Messages are read before events are sent, so that a stop message takes effect before
    /// its subscription's next event.
    fn step(&mut self, cx: &mut Context<'_>, socket: &mut FramedSocket) -> Poll<Step> {
        loop {
            let had_capacity = socket.has_capacity();
            if had_capacity
                && !self.calls.is_full()
                && let Poll::Ready(received) = socket.poll_read(cx)
            {
                return Poll::Ready(Step::Received(received));
            }
            if let Poll::Ready(frame) = self.calls.poll(cx) {
                return Poll::Ready(Step::CallCompleted(frame));
            }
            if let Poll::Ready(close) = socket.poll_write(cx, |cx, socket| self.push_next_event(cx, socket)) {
                return Poll::Ready(Step::End(close));
            }
            // Writing may have freed capacity for more messages.
            if had_capacity || !socket.has_capacity() {
                break;
            }
        }
        if self.closing.is_none() && self.drain_flag.poll(cx, |cx| self.drain_started.poll_unpin(cx)).is_ready() {
            return Poll::Ready(Step::Drained);
        }
        let is_busy = !self.calls.is_empty() || self.subscriptions.len() > 0;
        self.timers.poll(cx, is_busy).map(Step::Due)
    }

    /// Queues the next frame of a subscription. Returns `false` if there is none.
    fn push_next_event(&mut self, cx: &mut Context<'_>, socket: &mut FramedSocket) -> Result<bool, SocketClose> {
        let Poll::Ready(frame) = self.subscriptions.poll(cx) else { return Ok(false) };
        match frame {
            SubscriptionFrame::Value(frame) => socket.push(frame),
            SubscriptionFrame::Started(frame) => {
                socket.push(frame);
                self.refresh_expiry();
            }
            SubscriptionFrame::Ended(frame) => {
                socket.push(frame);
                self.timers.on_used();
            }
            SubscriptionFrame::TooSlow => return Err(SocketClose::TOO_SLOW),
        }
        Ok(true)
    }

    /// Handles a frame.
    fn handle_received(&mut self, received: Received, socket: &mut FramedSocket) {
        self.timers.on_received();
        match received {
            Received::Text(frame) => self.handle_frame(&frame, socket),
            Received::Binary => {
                let failure =
                    ErrorResponse::new(Code::ParseError, "binary frames are not supported; send JSON in text frames");
                socket.push(error_frame(&ResponseEnvelope::NULL_ID, &failure));
            }
            Received::Control | Received::Closed(_) => {}
        }
    }

    /// Updates the session's expiry, which a call's guards may have set.
    fn refresh_expiry(&mut self) {
        self.timers.on_used();
        if self.closing.is_none() {
            self.timers.set_expiry(self.upgrade_request.expiry());
        }
    }

    /// Rejects further calls and closes the socket when those in flight have completed.
    fn close_soon(&mut self, close: SocketClose) {
        self.closing = Some(close);
        self.timers.set_close_deadline(CLOSE_TIMEOUT);
    }
}
