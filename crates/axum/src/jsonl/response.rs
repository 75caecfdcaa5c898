//! What is under way for one response, and the line that each of it becomes.

use std::sync::Arc;

use futures_util::{
    FutureExt, StreamExt,
    future::BoxFuture,
    stream::{BoxStream, FuturesUnordered},
};
use isotype_core::{
    CallMethod, CallResponse, DeferredField, ErrorResponse, RawInput, Request, ResolvedProcedure, ResponseResult,
};
use isotype_protocol::{AsyncIterable, JsonlWriter, Promise};

use super::items::{self, Item};
use crate::{Drain, routes::Endpoint, run};

/// Room for a small result, so that it is written without growing.
const INITIAL_CAPACITY: usize = 256;

/// A chunk of this many bytes waits for no further line.
const MAX_CHUNK_BYTES: usize = 16 * 1024;

/// One response.
pub(super) struct JsonlResponse {
    lines: JsonlWriter,
    pending: FuturesUnordered<BoxFuture<'static, Step>>,
    request: Arc<Request>,
    drain: Drain,
}

/// Something that came.
enum Step {
    /// The reply to a call; its value stands behind so many bytes of its buffer.
    Replied { call: usize, name: Arc<str>, envelope_len: usize, reply: ResponseResult },
    /// An item of a stream, or its end.
    Yielded(AsyncIterable, Item, BoxStream<'static, Item>),
    /// A member that came later.
    Resolved(Promise, Result<Vec<u8>, ErrorResponse>),
}

impl JsonlResponse {
    /// Writes the head.
    pub(super) fn start(calls: usize, request: Arc<Request>, drain: Drain, out: &mut Vec<u8>) -> JsonlResponse {
        JsonlResponse { lines: JsonlWriter::start(calls, out), pending: FuturesUnordered::new(), request, drain }
    }

    /// Starts a call. Its output is written straight into its line.
    pub(super) fn call<S: Send + Sync + 'static>(
        &mut self,
        endpoint: &Endpoint<S>,
        index: usize,
        procedure: ResolvedProcedure<S>,
        verb: CallMethod,
        (input, key): (RawInput, Option<Box<str>>),
    ) {
        let mut buffer = Vec::with_capacity(INITIAL_CAPACITY);
        self.lines.open_result(index, &mut buffer);
        let opening = buffer.len();
        let call = procedure.call(verb, endpoint.state.clone(), self.request.clone());
        let call = call.with_input(input).with_idempotency_key(key).with_buffer(buffer);
        let name = procedure.name().clone();
        let reply = run::call(endpoint, procedure, call);
        self.pending.push(
            async move { Step::Replied { call: index, name, envelope_len: opening, reply: reply.await } }.boxed(),
        );
    }

    /// Writes that a call is refused.
    pub(super) fn reject(&mut self, index: usize, failure: &ErrorResponse, out: &mut Vec<u8>) {
        self.lines.write_error(index, failure, out);
    }

    /// Waits for the next line, and takes along those that are ready; `None` when all is said.
    pub(super) async fn next(&mut self) -> Option<Vec<u8>> {
        let Some(step) = self.pending.next().await else {
            if self.request.take_response_headers().is_some() {
                tracing::warn!("a procedure set a header when its response, which is of JSON Lines, had already begun");
            }
            return None;
        };
        let mut out = Vec::new();
        self.write(step, &mut out);
        self.write_ready(&mut out);
        Some(out)
    }

    /// Writes what came without waiting.
    pub(super) fn write_ready(&mut self, out: &mut Vec<u8>) {
        while out.len() < MAX_CHUNK_BYTES
            && let Some(Some(step)) = self.pending.next().now_or_never()
        {
            self.write(step, out);
        }
    }

    fn write(&mut self, step: Step, out: &mut Vec<u8>) {
        match step {
            Step::Replied { call, reply: Err(failure), .. } => self.lines.write_error(call, &failure, out),
            Step::Replied { reply: Ok(CallResponse::Value(line)), .. } => {
                if out.is_empty() {
                    *out = line
                } else {
                    out.extend_from_slice(&line)
                }
                self.lines.close_result(out);
            }
            Step::Replied {
                call,
                envelope_len: opening,
                name,
                reply: Ok(CallResponse::WithDeferred(buffer, members)),
            } => {
                self.write_partial(call, buffer.get(opening..).unwrap_or_default(), members, &name, out);
            }
            Step::Replied { call, name, reply: Ok(CallResponse::Events(events)), .. } => {
                let items = items::items(events, self.drain.clone(), &self.request, name);
                let iterable = self.lines.define_stream(call, out);
                self.pull(iterable, items);
            }
            Step::Yielded(iterable, Some(Ok(event)), rest) => {
                iterable.open(out);
                out.extend_from_slice(&event.json);
                self.lines.close_chunk(out);
                self.pull(iterable, rest);
            }
            Step::Yielded(iterable, Some(Err(failure)), _) => iterable.fail(&failure, out),
            Step::Yielded(iterable, None, _) => iterable.finish(out),
            Step::Resolved(promise, Ok(json)) => {
                promise.open(out);
                out.extend_from_slice(&json);
                self.lines.close_chunk(out);
            }
            Step::Resolved(promise, Err(failure)) => promise.reject(&failure, out),
        }
    }

    /// An object, with a promise for each of its members that come later.
    fn write_partial(
        &mut self,
        call: usize,
        object: &[u8],
        members: Vec<DeferredField>,
        name: &Arc<str>,
        out: &mut Vec<u8>,
    ) {
        self.lines.define_object(call, out).open(out);
        out.extend_from_slice(object);
        self.lines.close_chunk_value(out);
        for DeferredField { key, value } in members {
            let promise = self.lines.define_promise(&key, out);
            let value = run::with_deadline(self.request.deadline, name.clone(), value);
            self.pending.push(value.map(|value| Step::Resolved(promise, value)).boxed());
        }
        self.lines.close_definitions(out);
    }

    /// Waits for the next item of a stream.
    fn pull(&mut self, iterable: AsyncIterable, items: BoxStream<'static, Item>) {
        let next = items.into_future();
        let step = next.map(|(item, rest)| Step::Yielded(iterable, item.flatten(), rest));
        self.pending.push(step.boxed());
    }
}
