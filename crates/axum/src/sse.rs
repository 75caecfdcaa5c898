//! Subscriptions as server-sent events (protocol section 4).

use std::{
    convert::Infallible,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures_util::{FutureExt, Stream, StreamExt, stream};
use isotype_core::{Answer, Call, Code, Events, Failure, RawInput, Request, Verb};
use isotype_protocol::EventStream;
use tokio::time::{Instant, Sleep, sleep};

use crate::{
    ending, respond,
    routes::Endpoint,
    run,
    slow_reader::{Ended, Paced},
};

/// Clients that hear nothing for this many pings reconnect.
const PINGS_UNTIL_LOST: u32 = 3;

/// As many events as are there go out together, up to this many.
const TOGETHER: usize = 32;

/// Opens the stream. Whatever is refused from here on goes into it: a browser gives up on any other answer.
pub(crate) async fn answer<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    verb: Verb,
    name: &str,
    input: RawInput,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let (state, buffer) = (endpoint.state.clone(), Vec::new());
    let call = Call { name, verb, input, idempotency_key: None, state, request: request.clone(), buffer };
    let failure = match run::call(endpoint, None, call).await {
        Ok(Answer::Events(events)) => return live(endpoint, name, events, &request),
        Ok(Answer::Value(_) | Answer::Partial(..)) => {
            Failure::new(Code::InternalServerError, "The subscription answered with a value").at(name)
        }
        Err(failure) => failure,
    };
    let (writer, mut first) = connected(endpoint, &request);
    writer.failed(&failure, &mut first);
    respond::events(Body::from(first), &request)
}

/// The events of a call that was let in, as they come.
pub(crate) fn live<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    name: &str,
    events: Events,
    request: &Request,
) -> Response {
    let (writer, first) = connected(endpoint, request);
    let over = endpoint.max_stream.and_then(|lives| std::time::Instant::now().checked_add(lives));
    let end = ending::of_stream(endpoint.drain.clone(), request.expires(), over);
    let policy = endpoint.api.options(name).slow_reader;
    let connection = request.extensions().get().cloned();
    let events = Paced::new(events, policy, name, &endpoint.slow_readers, connection);
    let rest = Live::new(events, writer, endpoint.ping).take(endpoint.max_chunks).take_until(end);
    let chunks = stream::iter([first]).chain(rest).map(|chunk| Ok::<_, Infallible>(Bytes::from(chunk)));
    respond::events(Body::from_stream(chunks), request)
}

/// The writer of a stream, and the first event that it has written.
fn connected<S>(endpoint: &Endpoint<S>, request: &Request) -> (EventStream, Vec<u8>) {
    let writer = EventStream::new(request.last_event_id.as_deref());
    let mut first = Vec::new();
    writer.connected(endpoint.ping * PINGS_UNTIL_LOST, &mut first);
    (writer, first)
}

/// Events as they come, a ping whenever none came for a while, and a last one that says how it ended.
struct Live {
    events: Option<Paced>,
    writer: EventStream,
    every: Duration,
    ping: Pin<Box<Sleep>>,
    /// When something was last sent. The timer is only moved when it fires: events cost it nothing.
    sent: Instant,
}

impl Live {
    fn new(events: Paced, writer: EventStream, every: Duration) -> Live {
        Live { events: Some(events), writer, every, ping: Box::pin(sleep(every)), sent: Instant::now() }
    }

    /// What is there by now.
    fn ready(&mut self, cx: &mut Context<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        for _ in 0..TOGETHER {
            let Some(events) = &mut self.events else { break };
            match events.poll_next_unpin(cx) {
                Poll::Pending => break,
                Poll::Ready(Some(Ok(event))) => self.writer.value(event.id, &event.json, &mut out),
                Poll::Ready(Some(Err(Ended::Failed(failure)))) => {
                    self.writer.failed(&failure, &mut out);
                    self.events = None;
                }
                // Without an end it comes back, and with tracked events it loses none.
                Poll::Ready(Some(Err(Ended::TooSlow))) => self.events = None,
                Poll::Ready(None) => {
                    self.writer.returned(&mut out);
                    self.events = None;
                }
            }
        }
        out
    }
}

impl Stream for Live {
    type Item = Vec<u8>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<u8>>> {
        if self.events.is_none() {
            return Poll::Ready(None);
        }
        let mut out = self.ready(cx);
        if out.is_empty() && self.events.is_none() {
            return Poll::Ready(None);
        }
        while out.is_empty() {
            if self.ping.poll_unpin(cx).is_pending() {
                return Poll::Pending;
            }
            let next = self.sent + self.every;
            if next <= Instant::now() {
                self.writer.ping(&mut out);
            } else {
                self.ping.as_mut().reset(next);
            }
        }
        self.sent = Instant::now();
        Poll::Ready(Some(out))
    }
}
