//! What a client asks for: each message of a frame into the funnel, or refused.

use std::{sync::Arc, time::Instant};

use bytes::Bytes;
use futures_util::{FutureExt, future::BoxFuture};
use isotype_core::{CallMethod, Code, ErrorResponse, RawInput, Request, ResolvedProcedure, ResponseResult};
use isotype_protocol::{ClientMessage, Frame, MessageError, PONG, SocketCall, SocketMethod};

use super::{
    calls::{error_frame, poll_once_then_spawn, response_frame},
    framed_socket::FramedSocket,
    session::Session,
    subscriptions::{Subscription, SubscriptionState},
};
use crate::{http, run};

/// Room for a small answer, so that it is written without growing.
const INITIAL_CAPACITY: usize = 256;

impl<S: Send + Sync + 'static> Session<S> {
    /// Reads a frame, and answers at once what needs no procedure.
    pub(super) fn handle_frame(&mut self, frame: &Bytes, line: &mut FramedSocket) {
        let messages = match Frame::parse(frame, self.endpoint.limits.batch_size) {
            Frame::Pong => return,
            Frame::Ping => {
                line.push_text(PONG);
                Vec::new()
            }
            Frame::Messages(messages) => messages,
        };
        self.timers.on_used();
        for message in messages {
            match message {
                Err(MessageError { envelope: address, error: failure }) => line.push(error_frame(&address, &failure)),
                Ok(ClientMessage::Stop(address)) => {
                    if self.subscriptions.stop(&address.id) {
                        let mut frame = Vec::new();
                        address.write_stopped(&mut frame);
                        line.push(frame);
                    }
                }
                Ok(ClientMessage::Call(call)) => self.handle_call(call, line),
            }
        }
    }

    /// Takes a call, or says why not.
    fn handle_call(&mut self, call: SocketCall, line: &mut FramedSocket) {
        let is_subscription = call.method == SocketMethod::Subscription;
        if let Err(failure) = self.check(&call, is_subscription) {
            line.push(error_frame(&call.envelope, &failure.with_path(&call.path)));
        } else if !is_subscription {
            self.calls.queue(call);
        } else if self.closing.is_none() {
            self.subscribe(call);
        }
    }

    fn check(&self, call: &SocketCall, is_subscription: bool) -> Result<(), ErrorResponse> {
        let refuse = |code, message| Err(ErrorResponse::new(code, message));
        let limit = self.endpoint.limits.subscriptions;
        match is_subscription {
            true if self.subscriptions.contains(&call.envelope.id) => {
                refuse(Code::BadRequest, format!("Duplicate id {}", call.envelope.id))
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
        let procedure = self.endpoint.api.resolve(&call.path);
        let (address, name) = (call.envelope.clone(), procedure.name().clone());
        let reply = self.dispatch(procedure, call);
        self.calls.run(response_frame(address, name, poll_once_then_spawn(reply)).boxed());
    }

    fn subscribe(&mut self, call: SocketCall) {
        let procedure = self.endpoint.api.resolve(&call.path);
        let (address, name) = (call.envelope.clone(), procedure.name().clone());
        let policy = procedure.options().backpressure;
        let state = SubscriptionState::Opening(poll_once_then_spawn(self.dispatch(procedure, call)).boxed());
        let counted = self.endpoint.backpressure_metrics.clone();
        self.subscriptions.open(Subscription { address, name, backpressure: policy, metrics: counted, state });
    }

    /// The way into the funnel.
    fn dispatch(&self, procedure: ResolvedProcedure<S>, call: SocketCall) -> BoxFuture<'static, ResponseResult> {
        let input = RawInput::Json(call.input);
        let mut request = Request::from_connection(self.upgrade_request.clone());
        request.last_event_id = match call.method {
            SocketMethod::Subscription => http::last_event_id_or_input(call.last_event_id, &input),
            SocketMethod::Query | SocketMethod::Mutation => call.last_event_id,
        };
        request.traceparent = call.traceparent;
        request.deadline = call.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut buffer = Vec::with_capacity(INITIAL_CAPACITY);
        call.envelope.open_data(&mut buffer);
        let key = call.idempotency_key.filter(|_| call.method == SocketMethod::Mutation);
        let call = procedure.call(CallMethod::Socket(call.method), self.endpoint.state.clone(), Arc::new(request));
        let call = call.with_input(input).with_idempotency_key(key).with_buffer(buffer);
        run::call(&self.endpoint, procedure, call).boxed()
    }
}
