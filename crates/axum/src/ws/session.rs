//! One connection, from its first call to its end.

use std::{
    future::poll_fn,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures_util::{FutureExt, future::BoxFuture};
use isotype_core::{Code, Failure, Request};
use isotype_protocol::{Address, PING};

use super::{
    calls::{Calls, failed},
    clock::{Clock, Due},
    flag::Flag,
    line::{Close, Line, Received},
    subscriptions::{Said, Subscriptions},
};
use crate::routes::Endpoint;

/// How long the calls under way may take when their socket is to be closed.
const LAST_CALL: Duration = Duration::from_secs(3);

/// The calls and subscriptions of one client.
pub(super) struct Session<S> {
    pub(super) endpoint: Arc<Endpoint<S>>,
    pub(super) connection: Arc<Request>,
    pub(super) calls: Calls,
    pub(super) subscriptions: Subscriptions,
    pub(super) clock: Clock,
    drained: BoxFuture<'static, ()>,
    /// The sockets of a server share the lock of what drains them.
    drains: Flag,
    /// How the socket is closed as soon as no call is under way.
    pub(super) closing: Option<Close>,
}

enum Step {
    Received(Received),
    Answered(Vec<u8>),
    Due(Due),
    Drained,
    End(Close),
}

impl<S: Send + Sync + 'static> Session<S> {
    pub(super) fn new(endpoint: Arc<Endpoint<S>>, connection: Request) -> Session<S> {
        let drain = endpoint.drain.clone();
        Session {
            calls: Calls::new(endpoint.limits.in_flight),
            subscriptions: Subscriptions::new(),
            clock: Clock::new(endpoint.sockets),
            drained: async move { drain.begun().await }.boxed(),
            drains: Flag::new(),
            closing: None,
            connection: Arc::new(connection),
            endpoint,
        }
    }

    /// Serves until the socket ends; what is under way then is dropped, but for mutations.
    pub(super) async fn run(mut self, line: &mut Line) -> Close {
        loop {
            if let Some(close) = self.closing
                && self.calls.is_empty()
            {
                return close;
            }
            match poll_fn(|cx| self.step(cx, line)).await {
                Step::Received(Received::End(close)) | Step::End(close) => return close,
                Step::Received(received) => self.received(received, line),
                Step::Answered(frame) => {
                    line.push(frame);
                    self.proved();
                }
                Step::Due(Due::Ask | Due::Dead) if self.calls.is_full() => self.clock.heard(),
                Step::Due(Due::Ask) => line.push_text(PING),
                Step::Due(Due::Dead) => return Close::Dead,
                Step::Due(Due::Idle) => return Close::IDLE,
                Step::Due(Due::LastCall) => return self.closing.unwrap_or(Close::Over),
                Step::Due(Due::Expired) => {
                    self.subscriptions = Subscriptions::new();
                    self.close_soon(Close::EXPIRED);
                }
                Step::Drained => self.close_soon(Close::RESTART),
            }
            while let Some(call) = self.calls.next() {
                self.run_call(call);
            }
        }
    }

    /// What happens next. Reading comes first: a stop that has come ends a subscription before it says more.
    fn step(&mut self, cx: &mut Context<'_>, line: &mut Line) -> Poll<Step> {
        loop {
            let has_room = line.has_room();
            if has_room
                && !self.calls.is_full()
                && let Poll::Ready(received) = line.poll_read(cx)
            {
                return Poll::Ready(Step::Received(received));
            }
            if let Poll::Ready(frame) = self.calls.poll(cx) {
                return Poll::Ready(Step::Answered(frame));
            }
            if let Poll::Ready(close) = line.poll_write(cx, |cx, line| self.say(cx, line)) {
                return Poll::Ready(Step::End(close));
            }
            // What was written has made room for what else the client asks.
            if has_room || !line.has_room() {
                break;
            }
        }
        if self.closing.is_none() && self.drains.poll(cx, |cx| self.drained.poll_unpin(cx)).is_ready() {
            return Poll::Ready(Step::Drained);
        }
        let is_busy = !self.calls.is_empty() || self.subscriptions.len() > 0;
        self.clock.poll(cx, is_busy).map(Step::Due)
    }

    /// Queues what the subscriptions say next; whether they say something.
    fn say(&mut self, cx: &mut Context<'_>, line: &mut Line) -> Result<bool, Close> {
        let Poll::Ready(said) = self.subscriptions.poll(cx) else { return Ok(false) };
        match said {
            Said::Value(frame) => line.push(frame),
            Said::Started(frame) => {
                line.push(frame);
                self.proved();
            }
            Said::Ended(frame) => {
                line.push(frame);
                self.clock.used();
            }
            Said::TooSlow => return Err(Close::TOO_SLOW),
        }
        Ok(true)
    }

    fn received(&mut self, received: Received, line: &mut Line) {
        self.clock.heard();
        match received {
            Received::Text(frame) => self.frame(&frame, line),
            Received::Binary => {
                let failure = Failure::new(Code::ParseError, "Messages are JSON in text frames only");
                line.push(failed(&Address::NOBODY, &failure));
            }
            Received::Other | Received::End(_) => {}
        }
    }

    /// A proof may have been made, which holds for a time.
    fn proved(&mut self) {
        self.clock.used();
        if self.closing.is_none() {
            self.clock.expires(self.connection.expires());
        }
    }

    /// Takes no more calls, and closes when those under way have ended.
    fn close_soon(&mut self, close: Close) {
        self.closing = Some(close);
        self.clock.last_call(LAST_CALL);
    }
}
