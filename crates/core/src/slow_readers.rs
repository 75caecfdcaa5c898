//! How often readers were too slow, by procedure.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering::Relaxed},
    },
};

/// For so many procedures there are counts of their own: names that are decided at run time are a client's choice.
const MOST: usize = 1000;

/// Under which all further ones are counted.
const OTHERS: &str = "*";

/// Counts what slow subscribers have missed, for the procedures whose [`SlowReader`](crate::SlowReader) policy
/// lets them miss something.
///
/// # Example
///
/// ```
/// use isotype_core::SlowReaders;
///
/// let slow = SlowReaders::default();
/// for (procedure, counts) in slow.counts() {
///     println!("{procedure}: {} events dropped, {} readers disconnected", counts.dropped, counts.disconnected);
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct SlowReaders(Arc<Mutex<BTreeMap<Box<str>, Arc<Counts>>>>);

/// What the slow subscribers of one procedure have missed since the server started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SlowReaderCounts {
    /// The events that were dropped for newer ones.
    pub dropped: u64,
    /// The subscribers that were disconnected.
    pub disconnected: u64,
    /// The events that wait to be read at this moment.
    pub waiting: u64,
}

impl SlowReaders {
    /// The counts by procedure, of those that were subscribed to.
    pub fn counts(&self) -> Vec<(String, SlowReaderCounts)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().map(|(name, counts)| (name.to_string(), counts.now())).collect()
    }

    /// Returns the counts of a procedure, to be updated.
    pub fn of(&self, name: &str) -> Arc<Counts> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let name = if all.len() < MOST || all.contains_key(name) { name } else { OTHERS };
        all.entry(name.into()).or_insert_with(|| Arc::new(Counts { name: name.into(), ..Counts::default() })).clone()
    }
}

#[derive(Debug, Default)]
/// Counts of one procedure, updated by the transports.
pub struct Counts {
    name: Box<str>,
    dropped: AtomicU64,
    disconnected: AtomicU64,
    waiting: AtomicU64,
}

impl Counts {
    /// One event more waits.
    pub fn waits(&self) {
        self.waiting.fetch_add(1, Relaxed);
    }

    /// So many wait no longer.
    pub fn left(&self, events: usize) {
        self.waiting.fetch_sub(events as u64, Relaxed);
    }

    /// One event less; the log hears of a subscriber's first.
    pub fn dropped(&self, is_first: bool) {
        self.dropped.fetch_add(1, Relaxed);
        if is_first {
            tracing::warn!(procedure = %self.name, "a subscriber reads too slowly: events are dropped");
        }
    }

    /// Counts a subscriber that was disconnected.
    pub fn disconnected(&self) {
        self.disconnected.fetch_add(1, Relaxed);
        tracing::warn!(procedure = %self.name, "a subscriber reads too slowly: it is disconnected");
    }

    fn now(&self) -> SlowReaderCounts {
        SlowReaderCounts {
            dropped: self.dropped.load(Relaxed),
            disconnected: self.disconnected.load(Relaxed),
            waiting: self.waiting.load(Relaxed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_from_outside_do_not_grow_it_without_end() {
        let slow = SlowReaders::default();
        for n in 0..2 * MOST {
            slow.of(&format!("any.{n}")).dropped(false);
        }
        let counts = slow.counts();
        assert_eq!(counts.len(), MOST + 1);
        assert_eq!(counts.iter().map(|(_, counts)| counts.dropped).sum::<u64>(), 2 * MOST as u64);
    }
}
