//! Subscriptions over server-sent events (`docs/protocol.md#server-sent-events`).

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
use isotype_core::{
    Backpressure, CallMethod, CallResponse, Code, ErrorResponse, Events, RawInput, Request, ResolvedProcedure,
};
use isotype_protocol::SseWriter;
use tokio::time::{Instant, Sleep, sleep};

use crate::{
    backpressure::{BufferedEvents, SubscriptionError},
    endpoint::Endpoint,
    respond, run, stream_end,
};

/// Number of missed pings after which clients reconnect.
const MISSED_PINGS_BEFORE_RECONNECT: u32 = 3;

/// Maximum number of events in one chunk.
const MAX_EVENTS_PER_CHUNK: usize = 32;

/// Opens a subscription.
///
/// Errors are sent as events, because `EventSource` does not reconnect after any response other than an event stream.
pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    method: CallMethod,
    input: RawInput,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let (name, backpressure) = (procedure.name().clone(), procedure.options().backpressure);
    let call = procedure.call(method, endpoint.state.clone(), request.clone()).with_input(input);
    let failure = match run::call(endpoint, procedure, call).await {
        Ok(CallResponse::Events(events)) => return stream_response(endpoint, &name, backpressure, events, &request),
        Ok(CallResponse::Value(_) | CallResponse::WithDeferred(..)) => {
            ErrorResponse::new(Code::InternalServerError, "subscription returned a value instead of a stream")
                .with_path(&name)
        }
        Err(failure) => failure,
    };
    let (writer, mut first) = open_writer(endpoint, &request);
    writer.write_error(&failure, &mut first);
    respond::event_stream(Body::from(first), &request)
}

/// Returns a response that streams the events of a subscription.
pub(crate) fn stream_response<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    name: &str,
    backpressure: Backpressure,
    events: Events,
    request: &Request,
) -> Response {
    let (writer, first) = open_writer(endpoint, request);
    let deadline = endpoint.max_stream_duration.and_then(|duration| std::time::Instant::now().checked_add(duration));
    let end = stream_end::wait(endpoint.drain.clone(), request.expiry(), deadline);
    let connection = request.extensions().get().cloned();
    let events = BufferedEvents::new(events, backpressure, name, &endpoint.backpressure_metrics, connection);
    let rest =
        SseStream::new(events, writer, endpoint.keep_alive_interval).take(endpoint.max_stream_chunks).take_until(end);
    let chunks = stream::iter([first]).chain(rest).map(|chunk| Ok::<_, Infallible>(Bytes::from(chunk)));
    respond::event_stream(Body::from_stream(chunks), request)
}

/// Returns the stream's writer and the encoded `connected` event.
fn open_writer<S>(endpoint: &Endpoint<S>, request: &Request) -> (SseWriter, Vec<u8>) {
    let writer = SseWriter::new(request.last_event_id.as_deref());
    let mut first = Vec::new();
    writer.write_connected(endpoint.keep_alive_interval * MISSED_PINGS_BEFORE_RECONNECT, &mut first);
    (writer, first)
}

/// Stream of encoded events, with pings while idle and a final event when the subscription ends.
struct SseStream {
    events: Option<BufferedEvents>,
    writer: SseWriter,
    keep_alive_interval: Duration,
    keep_alive_timer: Pin<Box<Sleep>>,
    /// Time the last chunk was sent. The timer checks it when it fires, so events need not reset the timer.
    last_sent: Instant,
}

impl SseStream {
    fn new(events: BufferedEvents, writer: SseWriter, keep_alive_interval: Duration) -> SseStream {
        SseStream {
            events: Some(events),
            writer,
            keep_alive_interval,
            keep_alive_timer: Box::pin(sleep(keep_alive_interval)),
            last_sent: Instant::now(),
        }
    }

    /// Writes all events that are ready.
    fn write_ready(&mut self, cx: &mut Context<'_>) -> Vec<u8> {
        let mut out = Vec::new();
        for _ in 0..MAX_EVENTS_PER_CHUNK {
            let Some(events) = &mut self.events else { break };
            match events.poll_next_unpin(cx) {
                Poll::Pending => break,
                Poll::Ready(Some(Ok(event))) => self.writer.write_data(event.id, &event.json, &mut out),
                Poll::Ready(Some(Err(SubscriptionError::Failed(failure)))) => {
                    self.writer.write_error(&failure, &mut out);
                    self.events = None;
                }
                // End the response without a `return` event, so that the client reconnects and resumes.
                Poll::Ready(Some(Err(SubscriptionError::TooSlow))) => self.events = None,
                Poll::Ready(None) => {
                    self.writer.write_return(&mut out);
                    self.events = None;
                }
            }
        }
        out
    }
}

impl Stream for SseStream {
    type Item = Vec<u8>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Vec<u8>>> {
        if self.events.is_none() {
            return Poll::Ready(None);
        }
        let mut out = self.write_ready(cx);
        if out.is_empty() && self.events.is_none() {
            return Poll::Ready(None);
        }
        while out.is_empty() {
            if self.keep_alive_timer.poll_unpin(cx).is_pending() {
                return Poll::Pending;
            }
            let next = self.last_sent + self.keep_alive_interval;
            if next <= Instant::now() {
                self.writer.write_ping(&mut out);
            } else {
                self.keep_alive_timer.as_mut().reset(next);
            }
        }
        self.last_sent = Instant::now();
        Poll::Ready(Some(out))
    }
}
