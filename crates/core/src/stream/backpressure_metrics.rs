//! Counts of events and subscribers lost to backpressure, by procedure.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// Maximum number of procedures that are counted separately. Clients choose the names of dynamic procedures, so the
/// number must be bounded.
const MAX_PROCEDURES: usize = 1000;

/// Name under which all further procedures are counted.
const OTHER: &str = "*";

/// Counts of events dropped for slow subscribers, and of subscribers disconnected, by procedure.
///
/// Only procedures with a [`Backpressure`](crate::Backpressure) policy other than `Wait` are counted. Clones share
/// their counts.
///
/// # Example
///
/// ```
/// use isotype_core::BackpressureMetrics;
///
/// let metrics = BackpressureMetrics::default();
/// for (procedure, counts) in metrics.counts() {
///     println!("{procedure}: {} events dropped", counts.dropped_events);
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct BackpressureMetrics(Arc<Mutex<BTreeMap<Box<str>, Arc<BackpressureRecorder>>>>);

/// Counts for one procedure since the server started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BackpressureCounts {
    /// Number of events dropped to make room for newer ones.
    pub dropped_events: u64,
    /// Number of subscribers disconnected for reading too slowly.
    pub disconnected_subscribers: u64,
    /// Number of events currently waiting to be read.
    pub queued_events: u64,
}

impl BackpressureMetrics {
    /// Returns the counts by procedure, for procedures that have had a subscriber.
    pub fn counts(&self) -> Vec<(String, BackpressureCounts)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|(name, counts)| (name.to_string(), counts.snapshot())).collect()
    }

    /// Returns the recorder for a procedure.
    pub fn for_procedure(&self, name: &str) -> Arc<BackpressureRecorder> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = if all.len() < MAX_PROCEDURES || all.contains_key(name) { name } else { OTHER };
        all.entry(name.into())
            .or_insert_with(|| Arc::new(BackpressureRecorder { name: name.into(), ..BackpressureRecorder::default() }))
            .clone()
    }
}

/// Records the counts for one procedure, as reported by transports.
#[derive(Debug, Default)]
pub struct BackpressureRecorder {
    name: Box<str>,
    dropped_events: AtomicU64,
    disconnected_subscribers: AtomicU64,
    queued_events: AtomicU64,
}

impl BackpressureRecorder {
    /// Records that an event was queued.
    pub fn record_queued(&self) {
        self.queued_events.fetch_add(1, Relaxed);
    }

    /// Records that events have left the queue.
    pub fn record_dequeued(&self, events: usize) {
        self.queued_events.fetch_sub(events as u64, Relaxed);
    }

    /// Records a dropped event, and logs it if it is the subscriber's first.
    pub fn record_dropped(&self, is_first: bool) {
        self.dropped_events.fetch_add(1, Relaxed);
        if is_first {
            tracing::warn!(procedure = %self.name, "dropping events for a slow subscriber");
        }
    }

    /// Records and logs a disconnected subscriber.
    pub fn record_disconnected(&self) {
        self.disconnected_subscribers.fetch_add(1, Relaxed);
        tracing::warn!(procedure = %self.name, "disconnecting a slow subscriber");
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
    fn bounds_the_number_of_procedures() {
        let metrics = BackpressureMetrics::default();
        for n in 0..2 * MAX_PROCEDURES {
            metrics.for_procedure(&format!("any.{n}")).record_dropped(false);
        }
        let counts = metrics.counts();
        assert_eq!(counts.len(), MAX_PROCEDURES + 1);
        assert_eq!(counts.iter().map(|(_, counts)| counts.dropped_events).sum::<u64>(), 2 * MAX_PROCEDURES as u64);
    }
}
