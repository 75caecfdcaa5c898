//! Runs the calls of a JSON Lines response and writes their lines.

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
use crate::{drain::Drain, endpoint::Endpoint, run};

/// Initial buffer capacity, enough for a small result without reallocating.
const INITIAL_CAPACITY: usize = 256;

/// Size at which a chunk is sent even if more lines are ready.
const MAX_CHUNK_BYTES: usize = 16 * 1024;

/// JSON Lines response in progress.
pub(super) struct JsonlResponse {
    lines: JsonlWriter,
    pending: FuturesUnordered<BoxFuture<'static, Step>>,
    request: Arc<Request>,
    drain: Drain,
}

/// Progress made by one of the calls.
enum Step {
    /// A call returned. In its buffer, the output starts after `envelope_len` bytes.
    Responded { index: usize, name: Arc<str>, envelope_len: usize, response: ResponseResult },
    /// A stream yielded an item or ended.
    Yielded(AsyncIterable, Item, BoxStream<'static, Item>),
    /// A deferred field resolved.
    Resolved(Promise, Result<Vec<u8>, ErrorResponse>),
}

impl JsonlResponse {
    /// Starts the response and writes its first line.
    pub(super) fn start(calls: usize, request: Arc<Request>, drain: Drain, out: &mut Vec<u8>) -> JsonlResponse {
        JsonlResponse { lines: JsonlWriter::start(calls, out), pending: FuturesUnordered::new(), request, drain }
    }

    /// Starts a call, which writes its output directly into its line.
    pub(super) fn call<S: Send + Sync + 'static>(
        &mut self,
        endpoint: &Endpoint<S>,
        index: usize,
        procedure: ResolvedProcedure<S>,
        method: CallMethod,
        (input, key): (RawInput, Option<Box<str>>),
    ) {
        let mut buffer = Vec::with_capacity(INITIAL_CAPACITY);
        self.lines.open_result(index, &mut buffer);
        let envelope_len = buffer.len();
        let call = procedure.call(method, endpoint.state.clone(), self.request.clone());
        let call = call.with_input(input).with_idempotency_key(key).with_buffer(buffer);
        let name = procedure.name().clone();
        let response = run::call(endpoint, procedure, call);
        self.pending
            .push(async move { Step::Responded { index, name, envelope_len, response: response.await } }.boxed());
    }

    /// Writes the error of a call that was rejected before it ran.
    pub(super) fn reject(&mut self, index: usize, failure: &ErrorResponse, out: &mut Vec<u8>) {
        self.lines.write_error(index, failure, out);
    }

    /// Waits for the next line and appends any others that are ready. Returns `None` once all calls are complete.
    pub(super) async fn next(&mut self) -> Option<Vec<u8>> {
        let Some(step) = self.pending.next().await else {
            if self.request.take_response_headers().is_some() {
                tracing::warn!("response header dropped because it was set after the JSON Lines response had started");
            }
            return None;
        };
        let mut out = Vec::new();
        self.write(step, &mut out);
        self.write_ready(&mut out);
        Some(out)
    }

    /// Writes all lines that are ready.
    pub(super) fn write_ready(&mut self, out: &mut Vec<u8>) {
        while out.len() < MAX_CHUNK_BYTES
            && let Some(Some(step)) = self.pending.next().now_or_never()
        {
            self.write(step, out);
        }
    }

    fn write(&mut self, step: Step, out: &mut Vec<u8>) {
        match step {
            Step::Responded { index, response: Err(failure), .. } => self.lines.write_error(index, &failure, out),
            Step::Responded { response: Ok(CallResponse::Value(line)), .. } => {
                if out.is_empty() {
                    *out = line
                } else {
                    out.extend_from_slice(&line)
                }
                self.lines.close_result(out);
            }
            Step::Responded { index, envelope_len, name, response: Ok(CallResponse::WithDeferred(buffer, fields)) } => {
                self.write_deferred(index, buffer.get(envelope_len..).unwrap_or_default(), fields, &name, out);
            }
            Step::Responded { index, name, response: Ok(CallResponse::Events(events)), .. } => {
                let items = items::items(events, self.drain.clone(), &self.request, name);
                let iterable = self.lines.define_stream(index, out);
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

    /// Writes an object, with a promise for each deferred field.
    fn write_deferred(
        &mut self,
        index: usize,
        object: &[u8],
        fields: Vec<DeferredField>,
        name: &Arc<str>,
        out: &mut Vec<u8>,
    ) {
        self.lines.define_object(index, out).open(out);
        out.extend_from_slice(object);
        self.lines.close_chunk_value(out);
        for DeferredField { key, value, .. } in fields {
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
