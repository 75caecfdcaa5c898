//! What is under way for one response, and the line that each of it becomes.

use std::sync::Arc;

use futures_util::{
    FutureExt, StreamExt,
    future::BoxFuture,
    stream::{BoxStream, FuturesUnordered},
};
use isotype_core::{Answer, Call, Failure, Kind, Member, RawInput, Reply, Request, Verb};
use isotype_protocol::{Iterable, Lines, Promise};

use super::until::{self, Item};
use crate::{Drain, routes::Endpoint, run};

/// Room for a small result, so that it is written without growing.
const ROOM: usize = 256;

/// A chunk of this many bytes waits for no further line.
const FULL: usize = 16 * 1024;

/// One response.
pub(super) struct Page {
    lines: Lines,
    open: FuturesUnordered<BoxFuture<'static, Step>>,
    request: Arc<Request>,
    drain: Drain,
}

/// Something that came.
enum Step {
    /// The reply to a call; its value stands behind so many bytes of its buffer.
    Replied { call: usize, name: Arc<str>, opening: usize, reply: Reply },
    /// An item of a stream, or its end.
    Yielded(Iterable, Item, BoxStream<'static, Item>),
    /// A member that came later.
    Came(Promise, Result<Vec<u8>, Failure>),
}

impl Page {
    /// Writes the head.
    pub(super) fn open(calls: usize, request: Arc<Request>, drain: Drain, out: &mut Vec<u8>) -> Page {
        Page { lines: Lines::head(calls, out), open: FuturesUnordered::new(), request, drain }
    }

    /// Starts a call. Its output is written straight into its line.
    pub(super) fn call<S: Send + Sync + 'static>(
        &mut self,
        endpoint: &Endpoint<S>,
        index: usize,
        verb: Verb,
        name: &str,
        kind: Option<Kind>,
        (input, idempotency_key): (RawInput, Option<Box<str>>),
    ) {
        let mut buffer = Vec::with_capacity(ROOM);
        self.lines.open_value(index, &mut buffer);
        let opening = buffer.len();
        let (state, request) = (endpoint.state.clone(), self.request.clone());
        let call = Call { name, verb, input, idempotency_key, state, request, buffer };
        let reply = run::call(endpoint, kind, call);
        let name = name.into();
        self.open.push(async move { Step::Replied { call: index, name, opening, reply: reply.await } }.boxed());
    }

    /// Writes that a call is refused.
    pub(super) fn refuse(&mut self, index: usize, failure: &Failure, out: &mut Vec<u8>) {
        self.lines.failed(index, failure, out);
    }

    /// Waits for the next line, and takes along those that are ready; `None` when all is said.
    pub(super) async fn next(&mut self) -> Option<Vec<u8>> {
        let Some(step) = self.open.next().await else {
            if self.request.take_reply_headers().is_some() {
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
        while out.len() < FULL
            && let Some(Some(step)) = self.open.next().now_or_never()
        {
            self.write(step, out);
        }
    }

    fn write(&mut self, step: Step, out: &mut Vec<u8>) {
        match step {
            Step::Replied { call, reply: Err(failure), .. } => self.lines.failed(call, &failure, out),
            Step::Replied { reply: Ok(Answer::Value(line)), .. } => {
                if out.is_empty() {
                    *out = line
                } else {
                    out.extend_from_slice(&line)
                }
                self.lines.close_value(out);
            }
            Step::Replied { call, opening, name, reply: Ok(Answer::Partial(buffer, members)) } => {
                self.write_partial(call, buffer.get(opening..).unwrap_or_default(), members, &name, out);
            }
            Step::Replied { call, name, reply: Ok(Answer::Events(events)), .. } => {
                let items = until::items(events, self.drain.clone(), &self.request, name);
                let iterable = self.lines.stream(call, out);
                self.pull(iterable, items);
            }
            Step::Yielded(iterable, Some(Ok(event)), rest) => {
                iterable.open(out);
                out.extend_from_slice(&event.json);
                self.lines.close(out);
                self.pull(iterable, rest);
            }
            Step::Yielded(iterable, Some(Err(failure)), _) => iterable.fail(&failure, out),
            Step::Yielded(iterable, None, _) => iterable.finish(out),
            Step::Came(promise, Ok(json)) => {
                promise.open(out);
                out.extend_from_slice(&json);
                self.lines.close(out);
            }
            Step::Came(promise, Err(failure)) => promise.reject(&failure, out),
        }
    }

    /// An object, with a promise for each of its members that come later.
    fn write_partial(&mut self, call: usize, object: &[u8], members: Vec<Member>, name: &Arc<str>, out: &mut Vec<u8>) {
        self.lines.object(call, out).open(out);
        out.extend_from_slice(object);
        self.lines.shut(out);
        for Member { key, value } in members {
            let promise = self.lines.promise(&key, out);
            let value = run::until(self.request.deadline, name.clone(), value);
            self.open.push(value.map(|value| Step::Came(promise, value)).boxed());
        }
        self.lines.end(out);
    }

    /// Waits for the next item of a stream.
    fn pull(&mut self, iterable: Iterable, items: BoxStream<'static, Item>) {
        let next = items.into_future();
        let step = next.map(|(item, rest)| Step::Yielded(iterable, item.flatten(), rest));
        self.open.push(step.boxed());
    }
}
