//! How often readers were too slow, by procedure.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// For so many procedures there are counts of their own: names that are decided at run time are a client's choice.
const MAX_PROCEDURES: usize = 1000;

/// Under which all further ones are counted.
const OTHER: &str = "*";

/// Counts what slow subscribers have missed, for the procedures whose [`Backpressure`](crate::Backpressure) policy
/// lets them miss something.
///
/// # Example
///
/// ```
/// use isotype_core::BackpressureMetrics;
///
/// let slow = BackpressureMetrics::default();
/// for (procedure, counts) in slow.counts() {
///     println!("{procedure}: {} events dropped, {} readers disconnected", counts.dropped, counts.disconnected);
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct BackpressureMetrics(Arc<Mutex<BTreeMap<Box<str>, Arc<BackpressureRecorder>>>>);

/// What the slow subscribers of one procedure have missed since the server started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BackpressureCounts {
    /// The events that were dropped for newer ones.
    pub dropped_events: u64,
    /// The subscribers that were disconnected.
    pub disconnected_subscribers: u64,
    /// The events that wait to be read at this moment.
    pub queued_events: u64,
}

impl BackpressureMetrics {
    /// The counts by procedure, of those that were subscribed to.
    pub fn counts(&self) -> Vec<(String, BackpressureCounts)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|(name, counts)| (name.to_string(), counts.snapshot())).collect()
    }

    /// Returns the counts of a procedure, to be updated.
    pub fn for_procedure(&self, name: &str) -> Arc<BackpressureRecorder> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = if all.len() < MAX_PROCEDURES || all.contains_key(name) { name } else { OTHER };
        all.entry(name.into())
            .or_insert_with(|| Arc::new(BackpressureRecorder { name: name.into(), ..BackpressureRecorder::default() }))
            .clone()
    }
}

#[derive(Debug, Default)]
/// Counts of one procedure, updated by the transports.
pub struct BackpressureRecorder {
    name: Box<str>,
    dropped_events: AtomicU64,
    disconnected_subscribers: AtomicU64,
    queued_events: AtomicU64,
}

impl BackpressureRecorder {
    /// One event more waits.
    pub fn record_queued(&self) {
        self.queued_events.fetch_add(1, Relaxed);
    }

    /// So many wait no longer.
    pub fn record_dequeued(&self, events: usize) {
        self.queued_events.fetch_sub(events as u64, Relaxed);
    }

    /// One event less; the log hears of a subscriber's first.
    pub fn record_dropped(&self, is_first: bool) {
        self.dropped_events.fetch_add(1, Relaxed);
        if is_first {
            tracing::warn!(procedure = %self.name, "a subscriber reads too slowly: events are dropped");
        }
    }

    /// Counts a subscriber that was disconnected.
    pub fn record_disconnected(&self) {
        self.disconnected_subscribers.fetch_add(1, Relaxed);
        tracing::warn!(procedure = %self.name, "a subscriber reads too slowly: it is disconnected");
    }

    fn snapshot(&self) -> BackpressureCounts {
        BackpressureCounts {
            dropped_events: self.dropped_events.load(Relaxed),
            disconnected_subscribers: self.disconnected_subscribers.load(Relaxed),
            queued_events: self.queued_events.load(Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_outside_do_not_grow_it_without_end() {
        let slow = BackpressureMetrics::default();
        for n in 0..2 * MAX_PROCEDURES {
            slow.for_procedure(&format!("any.{n}")).record_dropped(false);
        }
        let counts = slow.counts();
        assert_eq!(counts.len(), MAX_PROCEDURES + 1);
        assert_eq!(counts.iter().map(|(_, counts)| counts.dropped_events).sum::<u64>(), 2 * MAX_PROCEDURES as u64);
    }
}
