//! Validates client messages and dispatches them to procedures (`docs/protocol.md#client-messages`).

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
use crate::{last_event_id::last_event_id_or_input, run};

/// Initial buffer capacity, enough for a small response without reallocating.
const INITIAL_CAPACITY: usize = 256;

impl<S: Send + Sync + 'static> Session<S> {
    /// Handles a text frame.
    pub(super) fn handle_frame(&mut self, frame: &Bytes, socket: &mut FramedSocket) {
        let messages = match Frame::parse(frame, self.endpoint.limits.batch_size) {
            Frame::Pong => return,
            Frame::Ping => {
                socket.push_text(PONG);
                Vec::new()
            }
            Frame::Messages(messages) => messages,
        };
        self.timers.on_used();
        for message in messages {
            match message {
                Err(MessageError { envelope, error }) => socket.push(error_frame(&envelope, &error)),
                Ok(ClientMessage::Stop(envelope)) => {
                    if self.subscriptions.stop(&envelope.id) {
                        let mut frame = Vec::new();
                        envelope.write_stopped(&mut frame);
                        socket.push(frame);
                    }
                }
                Ok(ClientMessage::Call(call)) => self.handle_call(call, socket),
            }
        }
    }

    /// Queues a call or opens a subscription, or sends the error if the session rejects it.
    fn handle_call(&mut self, call: SocketCall, socket: &mut FramedSocket) {
        let is_subscription = call.method == SocketMethod::Subscription;
        if let Err(failure) = self.check(&call, is_subscription) {
            socket.push(error_frame(&call.envelope, &failure.with_path(&call.path)));
        } else if !is_subscription {
            self.calls.queue(call);
        } else if self.closing.is_none() {
            self.subscribe(call);
        }
    }

    /// Checks if the session can accept a call.
    fn check(&self, call: &SocketCall, is_subscription: bool) -> Result<(), ErrorResponse> {
        let reject = |code, message| Err(ErrorResponse::new(code, message));
        let limit = self.endpoint.limits.subscriptions;
        match is_subscription {
            true if self.subscriptions.contains(&call.envelope.id) => {
                reject(Code::BadRequest, format!("Duplicate id {}", call.envelope.id))
            }
            true if self.subscriptions.len() >= limit => {
                reject(Code::TooManyRequests, format!("too many subscriptions: the limit is {limit} per connection"))
            }
            // Subscriptions get no response, because clients reopen them on the next connection.
            false if self.closing.is_some() => {
                reject(Code::ServiceUnavailable, "connection is closing; send the call on a new one".to_owned())
            }
            _ => Ok(()),
        }
    }

    /// Runs a queued query or mutation.
    pub(super) fn run_call(&mut self, call: SocketCall) {
        let procedure = self.endpoint.api.resolve(&call.path);
        let (envelope, name) = (call.envelope.clone(), procedure.name().clone());
        let response = self.dispatch(procedure, call);
        self.calls.run(response_frame(envelope, name, poll_once_then_spawn(response)).boxed());
    }

    /// Opens a subscription.
    fn subscribe(&mut self, call: SocketCall) {
        let procedure = self.endpoint.api.resolve(&call.path);
        let (envelope, name) = (call.envelope.clone(), procedure.name().clone());
        let backpressure = procedure.options().backpressure;
        let state = SubscriptionState::Opening(poll_once_then_spawn(self.dispatch(procedure, call)).boxed());
        let metrics = self.endpoint.backpressure_metrics.clone();
        self.subscriptions.open(Subscription { envelope, name, backpressure, metrics, state });
    }

    /// Calls a procedure.
    fn dispatch(&self, procedure: ResolvedProcedure<S>, call: SocketCall) -> BoxFuture<'static, ResponseResult> {
        let input = RawInput::Json(call.input);
        let mut request = Request::from_connection(self.upgrade_request.clone());
        request.last_event_id = match call.method {
            SocketMethod::Subscription => last_event_id_or_input(call.last_event_id, &input),
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
