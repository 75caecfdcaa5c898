//! What becomes of a subscription whose client reads more slowly than events come, whatever transport it came by.

mod waiting;

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

use self::waiting::EventBuffer;
use crate::connection::Connection;

/// Why there are no more events.
#[derive(Debug)]
pub(crate) enum SubscriptionError {
    /// The subscription failed.
    Failed(ErrorResponse),
    /// Its client has not read what it should have: it is to be disconnected.
    TooSlow,
}

/// The events of a subscription at the pace of its reader.
#[derive(Debug)]
pub(crate) enum BufferedEvents {
    /// Polled no faster than it is read.
    Direct(Events),
    /// Read ahead by a task, which ends when this is dropped.
    Buffered { buffer: Arc<EventBuffer>, _task: AbortOnDropHandle<()> },
}

impl BufferedEvents {
    /// Applies a procedure's policy to its events; `name` is under which it is counted. A `connection` is cut whose
    /// transport does not see that they have ended, as its client reads nothing.
    pub(crate) fn new(
        events: Events,
        policy: Backpressure,
        name: &str,
        counted: &BackpressureMetrics,
        connection: Option<Connection>,
    ) -> BufferedEvents {
        let (room, drops) = match policy {
            Backpressure::Wait => return BufferedEvents::Direct(events),
            Backpressure::DropOldest(room) => (room.max(1), true),
            Backpressure::KeepLatest => (1, true),
            Backpressure::Disconnect(room) => (room, false),
        };
        let waiting = Arc::new(EventBuffer::new(room, drops, counted.for_procedure(name)));
        let task = tokio::spawn(read_ahead(events, waiting.clone(), connection));
        BufferedEvents::Buffered { buffer: waiting, _task: AbortOnDropHandle::new(task) }
    }
}

/// How long the transport of a reader that is too slow has to say so.
const DISCONNECT_DELAY: Duration = Duration::from_secs(1);

/// Takes events as fast as they come.
async fn read_ahead(mut events: Events, waiting: Arc<EventBuffer>, connection: Option<Connection>) {
    loop {
        match events.next().await {
            Some(Ok(event)) => {
                if !waiting.push(event) {
                    break;
                }
            }
            Some(Err(failure)) => return waiting.close(Some(SubscriptionError::Failed(failure))),
            None => return waiting.close(None),
        }
        // A stream that is always ready would keep the thread from everybody else.
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
            BufferedEvents::Buffered { buffer: waiting, .. } => waiting.poll_next(cx),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{future::poll_immediate, stream};
    use isotype_core::{CallError, CallMethod, CallResponse, Code, Request, Router, raw_subscription};

    use super::*;

    /// What a reader gets that begins when `made` events, and the end that follows them, have come.
    async fn late(policy: Backpressure, made: u8, fails: bool) -> (Vec<String>, Option<SubscriptionError>, (u64, u64)) {
        let events = move |_, _| {
            let event = |n: u8| Ok(Event { id: None, json: n.to_string().into_bytes() });
            let failure = fails.then(|| Err(CallError::protocol(Code::Conflict, "over")));
            stream::iter((1..=made).map(event).chain(failure))
        };
        let api = Arc::new(Router::<()>::new().procedure("s", raw_subscription(events)));
        let procedure = api.resolve("s");
        let call = procedure.call(CallMethod::InProcess, Arc::new(()), Arc::new(Request::default()));
        let Ok(CallResponse::Events(events)) = procedure.run(call).await else { panic!("no events") };
        let slow = BackpressureMetrics::default();
        let mut paced = BufferedEvents::new(events, policy, "s", &slow, None);
        for _ in 0..4 {
            tokio::task::yield_now().await;
        }
        let (mut got, mut end) = (Vec::new(), None);
        while let Some(next) = poll_immediate(paced.next()).await.expect("all of it is there") {
            match next {
                Ok(event) => got.push(String::from_utf8(event.json).expect("UTF-8")),
                Err(ended) => end = Some(ended),
            }
        }
        let counts = slow
            .counts()
            .first()
            .map_or((0, 0), |(_, counts)| (counts.dropped_events, counts.disconnected_subscribers));
        (got, end, counts)
    }

    #[tokio::test]
    async fn who_waits_loses_nothing() {
        let (got, end, counts) = late(Backpressure::Wait, 100, false).await;
        assert_eq!((got.len(), end.is_none(), counts), (100, true, (0, 0)));
    }

    #[tokio::test]
    async fn the_oldest_make_room_and_the_failure_still_comes() {
        let (got, end, counts) = late(Backpressure::DropOldest(3), 10, true).await;
        assert_eq!((got, counts), (vec!["8".to_owned(), "9".to_owned(), "10".to_owned()], (7, 0)));
        assert!(matches!(end, Some(SubscriptionError::Failed(failure)) if failure.code == Code::Conflict));
    }

    #[tokio::test]
    async fn the_newest_is_all_that_waits() {
        let (got, end, counts) = late(Backpressure::KeepLatest, 10, false).await;
        assert_eq!((got, end.is_none(), counts), (vec!["10".to_owned()], true, (9, 0)));
    }

    #[tokio::test]
    async fn too_many_waiting_end_it() {
        let (got, end, counts) = late(Backpressure::Disconnect(10), 10, false).await;
        assert_eq!((got.len(), end.is_none(), counts), (10, true, (0, 0)));
        let (got, end, counts) = late(Backpressure::Disconnect(9), 10, false).await;
        assert_eq!((got.len(), counts), (0, (0, 1)));
        assert!(matches!(end, Some(SubscriptionError::TooSlow)));
    }
}
