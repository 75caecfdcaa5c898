//! Bounded event buffer.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use isotype_core::{BackpressureRecorder, Event};

use super::SubscriptionError;

/// Buffer between the task that reads events ahead and the transport that sends them.
#[derive(Debug)]
pub(crate) struct EventBuffer {
    capacity: usize,
    /// If `true`, a full buffer drops its oldest event; otherwise the subscriber is disconnected.
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
    /// Creates an empty buffer.
    pub(super) fn new(capacity: usize, drops_oldest: bool, counts: Arc<BackpressureRecorder>) -> EventBuffer {
        EventBuffer { capacity, drops_oldest, counts, state: Mutex::default() }
    }

    /// Adds an event. Returns `false` if the buffer is full and the subscriber must be disconnected.
    pub(super) fn push(&self, mut event: Event) -> bool {
        // The event is complete, so spare capacity would only waste memory.
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

    /// Ends the subscription, optionally with an error. Buffered events can still be read.
    pub(super) fn close(&self, error: Option<SubscriptionError>) {
        end(self.state(), error);
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

fn end(mut state: MutexGuard<'_, State>, error: Option<SubscriptionError>) {
    state.is_ended = true;
    state.error = error;
    wake(state);
}

fn wake(mut state: MutexGuard<'_, State>) {
    let reader = state.reader.take();
    drop(state);
    if let Some(reader) = reader {
        reader.wake();
    }
}
