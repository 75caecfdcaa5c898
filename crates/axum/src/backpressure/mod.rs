//! Buffers events for subscribers that read more slowly than events arrive.

mod buffer;

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use futures_util::{Stream, StreamExt};
use isotype_core::{Backpressure, BackpressureMetrics, ErrorResponse, Event, Events};
use tokio::{task::coop::consume_budget, time::sleep};
use tokio_util::task::AbortOnDropHandle;

use self::buffer::EventBuffer;
use crate::connection::Connection;

/// Reason a subscription ended early.
#[derive(Debug)]
pub(crate) enum SubscriptionError {
    /// The subscription failed.
    Failed(ErrorResponse),
    /// The client reads too slowly and must be disconnected.
    TooSlow,
}

/// Events of a subscription, buffered according to its backpressure policy.
#[derive(Debug)]
pub(crate) enum BufferedEvents {
    /// Unbuffered events, polled only when the client is ready to read.
    Direct(Events),
    /// Events that a task reads ahead into a buffer. Dropping this variant aborts the task.
    Buffered { buffer: Arc<EventBuffer>, _task: AbortOnDropHandle<()> },
}

impl BufferedEvents {
    /// Applies a backpressure policy to the events of procedure `name`.
    /// If the policy disconnects the client, `connection` is aborted as well, because a transport that is blocked on a
    /// write does not notice that the events have ended.
    pub(crate) fn new(
        events: Events,
        backpressure: Backpressure,
        name: &str,
        metrics: &BackpressureMetrics,
        connection: Option<Connection>,
    ) -> BufferedEvents {
        let (capacity, drops_oldest) = match backpressure {
            Backpressure::DropOldest(capacity) => (capacity.max(1), true),
            Backpressure::KeepLatest => (1, true),
            Backpressure::Disconnect(capacity) => (capacity, false),
            // `Backpressure::Wait`: the stream is polled only when the client reads.
            _ => return BufferedEvents::Direct(events),
        };
        let buffer = Arc::new(EventBuffer::new(capacity, drops_oldest, metrics.for_procedure(name)));
        let task = tokio::spawn(read_ahead(events, buffer.clone(), connection));
        BufferedEvents::Buffered { buffer, _task: AbortOnDropHandle::new(task) }
    }
}

/// Time the transport has to disconnect a slow client before its connection is aborted.
const DISCONNECT_DELAY: Duration = Duration::from_secs(1);

/// Moves events into the buffer as they arrive.
async fn read_ahead(mut events: Events, buffer: Arc<EventBuffer>, connection: Option<Connection>) {
    loop {
        match events.next().await {
            Some(Ok(event)) => {
                if !buffer.push(event) {
                    break;
                }
            }
            Some(Err(failure)) => return buffer.close(Some(SubscriptionError::Failed(failure))),
            None => return buffer.close(None),
        }
        // Yields to other tasks if the stream is always ready.
        consume_budget().await;
    }
    drop(events);
    if let Some(connection) = connection {
        sleep(DISCONNECT_DELAY).await;
        connection.abort();
    }
}

impl Stream for BufferedEvents {
    type Item = Result<Event, SubscriptionError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.get_mut() {
            BufferedEvents::Direct(events) => {
                events.poll_next_unpin(cx).map(|next| next.map(|event| event.map_err(SubscriptionError::Failed)))
            }
            BufferedEvents::Buffered { buffer, .. } => buffer.poll_next(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{future::poll_immediate, stream};
    use isotype_core::{CallError, CallMethod, CallResponse, Code, Request, Router, raw_subscription};

    use super::*;

    /// Simulates a client that starts reading only after all `sent` events have been produced. Returns the events and
    /// the error it receives, and the counts of dropped events and disconnected subscribers.
    async fn read_late(
        backpressure: Backpressure,
        sent: u8,
        fails: bool,
    ) -> (Vec<String>, Option<SubscriptionError>, (u64, u64)) {
        let events = move |_, _| {
            let event = |n: u8| Ok(Event { id: None, json: n.to_string().into_bytes() });
            let failure = fails.then(|| Err(CallError::protocol(Code::Conflict, "failed")));
            stream::iter((1..=sent).map(event).chain(failure))
        };
        let api = Arc::new(Router::<()>::new().procedure("s", raw_subscription(events)));
        let procedure = api.resolve("s");
        let call = procedure.call(CallMethod::InProcess, Arc::new(()), Arc::new(Request::default()));
        let Ok(CallResponse::Events(events)) = procedure.run(call).await else { panic!("no events") };
        let metrics = BackpressureMetrics::default();
        let mut events = BufferedEvents::new(events, backpressure, "s", &metrics, None);
        for _ in 0..4 {
            tokio::task::yield_now().await;
        }
        let (mut received, mut error) = (Vec::new(), None);
        while let Some(next) = poll_immediate(events.next()).await.expect("all events are ready") {
            match next {
                Ok(event) => received.push(String::from_utf8(event.json).expect("UTF-8")),
                Err(cause) => error = Some(cause),
            }
        }
        let counts = metrics
            .counts()
            .first()
            .map_or((0, 0), |(_, counts)| (counts.dropped_events, counts.disconnected_subscribers));
        (received, error, counts)
    }

    #[tokio::test]
    async fn wait_loses_no_event() {
        let (received, error, counts) = read_late(Backpressure::Wait, 100, false).await;
        assert_eq!((received.len(), error.is_none(), counts), (100, true, (0, 0)));
    }

    #[tokio::test]
    async fn drop_oldest_keeps_the_newest_events_and_the_error() {
        let (received, error, counts) = read_late(Backpressure::DropOldest(3), 10, true).await;
        assert_eq!((received, counts), (vec!["8".to_owned(), "9".to_owned(), "10".to_owned()], (7, 0)));
        assert!(matches!(error, Some(SubscriptionError::Failed(failure)) if failure.code == Code::Conflict));
    }

    #[tokio::test]
    async fn keep_latest_keeps_one_event() {
        let (received, error, counts) = read_late(Backpressure::KeepLatest, 10, false).await;
        assert_eq!((received, error.is_none(), counts), (vec!["10".to_owned()], true, (9, 0)));
    }

    #[tokio::test]
    async fn disconnect_ends_the_subscription_above_its_capacity() {
        let (received, error, counts) = read_late(Backpressure::Disconnect(10), 10, false).await;
        assert_eq!((received.len(), error.is_none(), counts), (10, true, (0, 0)));
        let (received, error, counts) = read_late(Backpressure::Disconnect(9), 10, false).await;
        assert_eq!((received.len(), counts), (0, (0, 1)));
        assert!(matches!(error, Some(SubscriptionError::TooSlow)));
    }
}
