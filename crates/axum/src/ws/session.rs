//! One connection, from its first call to its end.

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
use crate::routes::Endpoint;

/// How long the calls under way may take when their socket is to be closed.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(3);

/// The calls and subscriptions of one client.
pub(super) struct Session<S> {
    pub(super) endpoint: Arc<Endpoint<S>>,
    pub(super) upgrade_request: Arc<Request>,
    pub(super) calls: Calls,
    pub(super) subscriptions: Subscriptions,
    pub(super) timers: SocketTimers,
    drain_started: BoxFuture<'static, ()>,
    /// The sockets of a server share the lock of what drains them.
    drain_flag: WakeFlag,
    /// How the socket is closed as soon as no call is under way.
    pub(super) closing: Option<SocketClose>,
}

enum Step {
    Received(Received),
    CallCompleted(Vec<u8>),
    Due(Due),
    Drained,
    End(SocketClose),
}

impl<S: Send + Sync + 'static> Session<S> {
    pub(super) fn new(endpoint: Arc<Endpoint<S>>, connection: Request) -> Session<S> {
        let drain = endpoint.drain.clone();
        Session {
            calls: Calls::new(endpoint.limits.in_flight),
            subscriptions: Subscriptions::new(),
            timers: SocketTimers::new(endpoint.websocket_timeouts),
            drain_started: async move { drain.started().await }.boxed(),
            drain_flag: WakeFlag::new(),
            closing: None,
            upgrade_request: Arc::new(connection),
            endpoint,
        }
    }

    /// Serves until the socket ends; what is under way then is dropped, but for mutations.
    pub(super) async fn run(mut self, line: &mut FramedSocket) -> SocketClose {
        loop {
            if let Some(close) = self.closing
                && self.calls.is_empty()
            {
                return close;
            }
            match poll_fn(|cx| self.step(cx, line)).await {
                Step::Received(Received::Closed(close)) | Step::End(close) => return close,
                Step::Received(received) => self.handle_received(received, line),
                Step::CallCompleted(frame) => {
                    line.push(frame);
                    self.refresh_expiry();
                }
                Step::Due(Due::Ping | Due::PongTimeout) if self.calls.is_full() => self.timers.on_received(),
                Step::Due(Due::Ping) => line.push_text(PING),
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

    /// What happens next. Reading comes first: a stop that has come ends a subscription before it says more.
    fn step(&mut self, cx: &mut Context<'_>, line: &mut FramedSocket) -> Poll<Step> {
        loop {
            let has_room = line.has_capacity();
            if has_room
                && !self.calls.is_full()
                && let Poll::Ready(received) = line.poll_read(cx)
            {
                return Poll::Ready(Step::Received(received));
            }
            if let Poll::Ready(frame) = self.calls.poll(cx) {
                return Poll::Ready(Step::CallCompleted(frame));
            }
            if let Poll::Ready(close) = line.poll_write(cx, |cx, line| self.push_next_event(cx, line)) {
                return Poll::Ready(Step::End(close));
            }
            // What was written has made room for what else the client asks.
            if has_room || !line.has_capacity() {
                break;
            }
        }
        if self.closing.is_none() && self.drain_flag.poll(cx, |cx| self.drain_started.poll_unpin(cx)).is_ready() {
            return Poll::Ready(Step::Drained);
        }
        let is_busy = !self.calls.is_empty() || self.subscriptions.len() > 0;
        self.timers.poll(cx, is_busy).map(Step::Due)
    }

    /// Queues what the subscriptions say next; whether they say something.
    fn push_next_event(&mut self, cx: &mut Context<'_>, line: &mut FramedSocket) -> Result<bool, SocketClose> {
        let Poll::Ready(said) = self.subscriptions.poll(cx) else { return Ok(false) };
        match said {
            SubscriptionFrame::Value(frame) => line.push(frame),
            SubscriptionFrame::Started(frame) => {
                line.push(frame);
                self.refresh_expiry();
            }
            SubscriptionFrame::Ended(frame) => {
                line.push(frame);
                self.timers.on_used();
            }
            SubscriptionFrame::TooSlow => return Err(SocketClose::TOO_SLOW),
        }
        Ok(true)
    }

    fn handle_received(&mut self, received: Received, line: &mut FramedSocket) {
        self.timers.on_received();
        match received {
            Received::Text(frame) => self.handle_frame(&frame, line),
            Received::Binary => {
                let failure = ErrorResponse::new(Code::ParseError, "Messages are JSON in text frames only");
                line.push(error_frame(&ResponseEnvelope::NULL_ID, &failure));
            }
            Received::Control | Received::Closed(_) => {}
        }
    }

    /// A proof may have been made, which holds for a time.
    fn refresh_expiry(&mut self) {
        self.timers.on_used();
        if self.closing.is_none() {
            self.timers.set_expiry(self.upgrade_request.expiry());
        }
    }

    /// Takes no more calls, and closes when those under way have ended.
    fn close_soon(&mut self, close: SocketClose) {
        self.closing = Some(close);
        self.timers.set_close_deadline(CLOSE_TIMEOUT);
    }
}
