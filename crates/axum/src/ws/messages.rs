//! What a client asks for: each message of a frame into the funnel, or refused.

use std::{sync::Arc, time::Instant};

use bytes::Bytes;
use futures_util::{FutureExt, future::BoxFuture};
use isotype_core::{Call, Code, Failure, RawInput, Reply, Request, Verb};
use isotype_protocol::{Frame, Message, Method, PONG, Refused, SocketCall};

use super::{
    calls::{answered, apart, failed},
    line::Line,
    session::Session,
    subscriptions::{State, Subscription},
};
use crate::{http, run};

/// Room for a small answer, so that it is written without growing.
const ROOM: usize = 256;

impl<S: Send + Sync + 'static> Session<S> {
    /// Reads a frame, and answers at once what needs no procedure.
    pub(super) fn frame(&mut self, frame: &Bytes, line: &mut Line) {
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

    /// Runs a query or a mutation whose turn it is.
    pub(super) fn run_call(&mut self, call: SocketCall) {
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
        request.traceparent = call.traceparent;
        request.deadline = call.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut buffer = Vec::with_capacity(ROOM);
        call.address.open_data(&mut buffer);
        let idempotency_key = call.idempotency_key.filter(|_| call.method == Method::Mutation);
        let state = self.endpoint.state.clone();
        let kind = self.endpoint.api.kind(&call.path);
        let verb = Verb::Message(call.method);
        let (name, request) = (&*call.path, Arc::new(request));
        let call = Call { name, verb, input, idempotency_key, state, request, buffer };
        run::call(&self.endpoint, kind, call).boxed()
    }
}
