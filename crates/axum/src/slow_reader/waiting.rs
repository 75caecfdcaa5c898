//! The events that wait for a slow reader: a bounded number of them.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use isotype_core::Event;

use isotype_core::BackpressureRecorder;

use super::SubscriptionError;

/// Between the task that reads ahead and the transport.
#[derive(Debug)]
pub(crate) struct EventBuffer {
    capacity: usize,
    /// Whether the oldest makes room for a newer one; else the reader is too slow when there is none.
    drops_oldest: bool,
    counts: Arc<BackpressureRecorder>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    events: VecDeque<Event>,
    has_dropped: bool,
    is_ended: bool,
    error: Option<SubscriptionError>,
    reader: Option<Waker>,
}

impl EventBuffer {
    pub(super) fn new(room: usize, drops: bool, counts: Arc<BackpressureRecorder>) -> EventBuffer {
        EventBuffer { capacity: room, drops_oldest: drops, counts, state: Mutex::default() }
    }

    /// Adds an event; whether more can come: else the reader is too slow.
    pub(super) fn push(&self, mut event: Event) -> bool {
        // Room to grow is wasted on what waits.
        event.json.shrink_to_fit();
        let mut state = self.state();
        if state.events.len() >= self.capacity {
            if !self.drops_oldest {
                self.counts.record_dequeued(std::mem::take(&mut state.events).len());
                self.counts.record_disconnected();
                end(state, Some(SubscriptionError::TooSlow));
                return false;
            }
            self.counts.record_dequeued(state.events.pop_front().iter().len());
            self.counts.record_dropped(!std::mem::replace(&mut state.has_dropped, true));
        }
        state.events.push_back(event);
        self.counts.record_queued();
        wake(state);
        true
    }

    /// Says that no more come; what waits is still read.
    pub(super) fn close(&self, last: Option<SubscriptionError>) {
        end(self.state(), last);
    }

    pub(super) fn poll_next(&self, cx: &mut Context<'_>) -> Poll<Option<Result<Event, SubscriptionError>>> {
        let mut state = self.state();
        if let Some(event) = state.events.pop_front() {
            self.counts.record_dequeued(1);
            return Poll::Ready(Some(Ok(event)));
        }
        if state.is_ended {
            return Poll::Ready(state.error.take().map(Err));
        }
        if !state.reader.as_ref().is_some_and(|reader| reader.will_wake(cx.waker())) {
            state.reader = Some(cx.waker().clone());
        }
        Poll::Pending
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for EventBuffer {
    fn drop(&mut self) {
        self.counts.record_dequeued(self.state().events.len());
    }
}

fn end(mut state: MutexGuard<'_, State>, last: Option<SubscriptionError>) {
    state.is_ended = true;
    state.error = last;
    wake(state);
}

fn wake(mut state: MutexGuard<'_, State>) {
    let reader = state.reader.take();
    drop(state);
    if let Some(reader) = reader {
        reader.wake();
    }
}
