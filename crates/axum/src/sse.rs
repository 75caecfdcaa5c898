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
use isotype_core::{
    Backpressure, CallMethod, CallResponse, Code, ErrorResponse, Events, RawInput, Request, ResolvedProcedure,
};
use isotype_protocol::SseWriter;
use tokio::time::{Instant, Sleep, sleep};

use crate::{
    respond,
    routes::Endpoint,
    run,
    slow_reader::{BufferedEvents, SubscriptionError},
    stream_end,
};

/// Clients that hear nothing for this many pings reconnect.
const MISSED_PINGS_BEFORE_RECONNECT: u32 = 3;

/// As many events as are there go out together, up to this many.
const MAX_EVENTS_PER_CHUNK: usize = 32;

/// Opens the stream. Whatever is refused from here on goes into it: a browser gives up on any other answer.
pub(crate) async fn handle<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    procedure: ResolvedProcedure<S>,
    verb: CallMethod,
    input: RawInput,
    request: Request,
) -> Response {
    let request = Arc::new(request);
    let (name, policy) = (procedure.name().clone(), procedure.options().backpressure);
    let call = procedure.call(verb, endpoint.state.clone(), request.clone()).with_input(input);
    let failure = match run::call(endpoint, procedure, call).await {
        Ok(CallResponse::Events(events)) => return stream_response(endpoint, &name, policy, events, &request),
        Ok(CallResponse::Value(_) | CallResponse::WithDeferred(..)) => {
            ErrorResponse::new(Code::InternalServerError, "The subscription answered with a value").with_path(&name)
        }
        Err(failure) => failure,
    };
    let (writer, mut first) = open_writer(endpoint, &request);
    writer.write_error(&failure, &mut first);
    respond::event_stream(Body::from(first), &request)
}

/// The events of a call that was let in, as they come.
pub(crate) fn stream_response<S: Send + Sync + 'static>(
    endpoint: &Endpoint<S>,
    name: &str,
    policy: Backpressure,
    events: Events,
    request: &Request,
) -> Response {
    let (writer, first) = open_writer(endpoint, request);
    let over = endpoint.max_stream_duration.and_then(|lives| std::time::Instant::now().checked_add(lives));
    let end = stream_end::wait(endpoint.drain.clone(), request.expiry(), over);
    let connection = request.extensions().get().cloned();
    let events = BufferedEvents::new(events, policy, name, &endpoint.backpressure_metrics, connection);
    let rest =
        SseStream::new(events, writer, endpoint.keep_alive_interval).take(endpoint.max_stream_chunks).take_until(end);
    let chunks = stream::iter([first]).chain(rest).map(|chunk| Ok::<_, Infallible>(Bytes::from(chunk)));
    respond::event_stream(Body::from_stream(chunks), request)
}

/// The writer of a stream, and the first event that it has written.
fn open_writer<S>(endpoint: &Endpoint<S>, request: &Request) -> (SseWriter, Vec<u8>) {
    let writer = SseWriter::new(request.last_event_id.as_deref());
    let mut first = Vec::new();
    writer.write_connected(endpoint.keep_alive_interval * MISSED_PINGS_BEFORE_RECONNECT, &mut first);
    (writer, first)
}

/// Events as they come, a ping whenever none came for a while, and a last one that says how it ended.
struct SseStream {
    events: Option<BufferedEvents>,
    writer: SseWriter,
    keep_alive_interval: Duration,
    keep_alive_timer: Pin<Box<Sleep>>,
    /// When something was last sent. The timer is only moved when it fires: events cost it nothing.
    last_sent: Instant,
}

impl SseStream {
    fn new(events: BufferedEvents, writer: SseWriter, every: Duration) -> SseStream {
        SseStream {
            events: Some(events),
            writer,
            keep_alive_interval: every,
            keep_alive_timer: Box::pin(sleep(every)),
            last_sent: Instant::now(),
        }
    }

    /// What is there by now.
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
                // Without an end it comes back, and with tracked events it loses none.
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
