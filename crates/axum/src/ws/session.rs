//! One connection, from its first call to its end.

use std::{
    future::poll_fn,
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use isotype_core::{Call, Code, Failure, Kind, RawInput, Reply, Request, Verb};
use isotype_protocol::{Address, Frame, Message, Method, PING, PONG, Refused, SocketCall};

use super::{
    calls::{Calls, answered, apart, failed},
    clock::{Clock, Due},
    line::{Close, Line, Received},
    subscriptions::{Said, State, Subscription, Subscriptions},
};
use crate::{http, routes::Endpoint, run};

/// How long the calls under way may take when their socket is to be closed.
const LAST_CALL: Duration = Duration::from_secs(3);

/// The calls and subscriptions of one client.
pub(super) struct Session<S> {
    endpoint: Arc<Endpoint<S>>,
    connection: Arc<Request>,
    calls: Calls,
    subscriptions: Subscriptions,
    clock: Clock,
    /// One future, in what polls it only when it is woken: the sockets of a server share its lock.
    drained: FuturesUnordered<BoxFuture<'static, ()>>,
    /// How the socket is closed as soon as no call is under way.
    closing: Option<Close>,
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
            subscriptions: Subscriptions::default(),
            clock: Clock::new(endpoint.sockets),
            drained: FuturesUnordered::from_iter([async move { drain.begun().await }.boxed()]),
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
                    self.subscriptions = Subscriptions::default();
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
        if line.has_room()
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
        if self.closing.is_none() && self.drained.poll_next_unpin(cx) == Poll::Ready(Some(())) {
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

    fn frame(&mut self, frame: &Bytes, line: &mut Line) {
        let messages = match Frame::parse(frame, self.endpoint.limits.batch) {
            Frame::Pong => return,
            Frame::Ping => {
                line.push_text(PONG);
                Vec::new()
            }
            Frame::Messages(messages) => messages,
        };
        self.clock.used();
        for message in messages {
            match message {
                Err(Refused { address, failure }) => line.push(failed(&address, &failure)),
                Ok(Message::Stop(address)) => {
                    if self.subscriptions.stop(&address.id) {
                        let mut frame = Vec::new();
                        address.stopped(&mut frame);
                        line.push(frame);
                    }
                }
                Ok(Message::Call(call)) => self.called(call, line),
            }
        }
    }

    /// Takes a call, or says why not.
    fn called(&mut self, call: SocketCall, line: &mut Line) {
        let is_subscription = call.method == Method::Subscription;
        if let Err(failure) = self.check(&call, is_subscription) {
            line.push(failed(&call.address, &failure.at(&call.path)));
        } else if !is_subscription {
            self.calls.queue(call);
        } else if self.closing.is_none() {
            self.subscribe(call);
        }
    }

    fn check(&self, call: &SocketCall, is_subscription: bool) -> Result<(), Failure> {
        let refuse = |code, message| Err(Failure::new(code, message));
        if self.endpoint.api.kind(&call.path) != Some(kind(call.method)) {
            let message = format!("No \"{}\"-procedure on path \"{}\"", call.method.as_str(), call.path);
            return refuse(Code::NotFound, message);
        }
        let limit = self.endpoint.limits.subscriptions;
        match is_subscription {
            true if self.subscriptions.has(&call.address.id) => {
                refuse(Code::BadRequest, format!("Duplicate id {}", call.address.id))
            }
            true if self.subscriptions.len() >= limit => {
                refuse(Code::TooManyRequests, format!("too many subscriptions: at most {limit} live on one connection"))
            }
            // A subscription is left unanswered: its client opens it on the next connection.
            false if self.closing.is_some() => {
                refuse(Code::ServiceUnavailable, "this connection is about to be closed: ask on a new one".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn run_call(&mut self, call: SocketCall) {
        let (address, name) = (call.address.clone(), call.path.clone());
        let reply = self.reply(call);
        self.calls.run(answered(address, name, apart(reply)).boxed());
    }

    fn subscribe(&mut self, call: SocketCall) {
        let (address, name) = (call.address.clone(), Arc::from(&*call.path));
        let policy = self.endpoint.api.options(&call.path).slow_reader;
        let state = State::Opening(apart(self.reply(call)).boxed());
        let counted = self.endpoint.slow_readers.clone();
        self.subscriptions.open(Subscription { address, name, policy, counted, state });
    }

    /// The way into the funnel.
    fn reply(&self, call: SocketCall) -> BoxFuture<'static, Reply> {
        let input = RawInput::Json(call.input);
        let mut request = Request::within(self.connection.clone());
        request.last_event_id = match call.method {
            Method::Subscription => http::resumed(call.last_event_id, &input),
            Method::Query | Method::Mutation => call.last_event_id,
        };
        request.deadline = call.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut buffer = Vec::with_capacity(ROOM);
        call.address.open_data(&mut buffer);
        let state = self.endpoint.state.clone();
        let kind = Some(kind(call.method));
        let call = Call { name: &call.path, verb: Verb::Any, input, state, request: Arc::new(request), buffer };
        run::call(&self.endpoint, kind, call).boxed()
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

/// Room for a small answer, so that it is written without growing.
const ROOM: usize = 256;

fn kind(method: Method) -> Kind {
    match method {
        Method::Query => Kind::Query,
        Method::Mutation => Kind::Mutation,
        Method::Subscription => Kind::Subscription,
    }
}
