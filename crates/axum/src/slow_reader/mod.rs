//! What becomes of a subscription whose client reads more slowly than events come, whatever transport it came by.

mod counts;
mod waiting;

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};

use futures_util::{Stream, StreamExt};
use isotype_core::{Event, Events, Failure, SlowReader};
use tokio::task::coop::consume_budget;
use tokio_util::task::AbortOnDropHandle;

use self::waiting::Waiting;

pub use counts::{SlowReaderCounts, SlowReaders};

/// Why there are no more events.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The subscription failed.
    Failed(Failure),
    /// Its client has not read what it should have: it is to be disconnected.
    TooSlow,
}

/// The events of a subscription at the pace of its reader.
#[derive(Debug)]
pub(crate) enum Paced {
    /// Polled no faster than it is read.
    Direct(Events),
    /// Read ahead by a task, which ends when this is dropped.
    Ahead { waiting: Arc<Waiting>, _task: AbortOnDropHandle<()> },
}

impl Paced {
    /// Applies a procedure's policy to its events; `name` is under which it is counted.
    pub(crate) fn new(events: Events, policy: SlowReader, name: &str, counted: &SlowReaders) -> Paced {
        let (room, drops) = match policy {
            SlowReader::Wait => return Paced::Direct(events),
            SlowReader::DropOldest(room) => (room.max(1), true),
            SlowReader::Coalesce => (1, true),
            SlowReader::Disconnect(room) => (room, false),
        };
        let waiting = Arc::new(Waiting::new(room, drops, counted.of(name)));
        let task = tokio::spawn(read_ahead(events, waiting.clone()));
        Paced::Ahead { waiting, _task: AbortOnDropHandle::new(task) }
    }
}

/// Takes events as fast as they come.
async fn read_ahead(mut events: Events, waiting: Arc<Waiting>) {
    loop {
        let goes_on = match events.next().await {
            Some(Ok(event)) => waiting.push(event),
            Some(Err(failure)) => waiting.end(Some(Ended::Failed(failure))),
            None => waiting.end(None),
        };
        if !goes_on {
            return;
        }
        // A stream that is always ready would keep the thread from everybody else.
        consume_budget().await;
    }
}

impl Stream for Paced {
    type Item = Result<Event, Ended>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.get_mut() {
            Paced::Direct(events) => {
                events.poll_next_unpin(cx).map(|next| next.map(|event| event.map_err(Ended::Failed)))
            }
            Paced::Ahead { waiting, .. } => waiting.poll_next(cx),
        }
    }
}
