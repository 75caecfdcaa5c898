//! Counting in this process.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU32, Ordering},
    },
};

use futures_util::future::{BoxFuture, ready};
use governor::{
    RateLimiter,
    clock::{Clock, DefaultClock},
    middleware::StateInformationMiddleware,
    state::keyed::DefaultKeyedStateStore,
};

use super::{Quota, Rate, RateLimitStore};

/// After so many calls, callers whose quota is full again are forgotten.
const SWEEP: u32 = 4096;

/// Counts in memory, by governor: each process by itself. It holds only who has called within the last period of a class, and at most a few
/// thousand others.
#[derive(Debug, Default)]
pub struct MemoryRateLimitStore {
    classes: RwLock<HashMap<Rate, Arc<Class>>>,
    clock: DefaultClock,
}

type Limiter = RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

#[derive(Debug)]
struct Class {
    limiter: Limiter,
    taken: AtomicU32,
}

impl MemoryRateLimitStore {
    /// Nobody has called yet.
    pub fn new() -> MemoryRateLimitStore {
        MemoryRateLimitStore::default()
    }

    /// Counts a call.
    pub(crate) fn take_now(&self, rate: &Rate, key: &str) -> Quota {
        let class = self.class(rate);
        if class.taken.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            class.limiter.retain_recent();
        }
        match class.limiter.check_key(&key.to_owned()) {
            Ok(state) => {
                let left = state.remaining_burst_capacity();
                Quota {
                    retry_after: None,
                    remaining: left,
                    reset_after: rate.interval() * rate.calls.get().saturating_sub(left),
                }
            }
            Err(until) => {
                let wait = until.wait_time_from(self.clock.now());
                Quota { retry_after: Some(wait), remaining: 0, reset_after: rate.period }
            }
        }
    }

    fn class(&self, rate: &Rate) -> Arc<Class> {
        let known = self.classes.read().unwrap_or_else(PoisonError::into_inner).get(rate).cloned();
        known.unwrap_or_else(|| {
            let mut classes = self.classes.write().unwrap_or_else(PoisonError::into_inner);
            classes.entry(*rate).or_insert_with(|| Arc::new(Class::new(rate))).clone()
        })
    }
}

impl Class {
    fn new(rate: &Rate) -> Class {
        let one = governor::Quota::per_second(rate.calls).allow_burst(rate.calls);
        // An interval is never nothing: `Rate::new` sees to it.
        let quota = governor::Quota::with_period(rate.interval()).map_or(one, |quota| quota.allow_burst(rate.calls));
        Class { limiter: RateLimiter::keyed(quota).with_middleware(), taken: AtomicU32::new(0) }
    }
}

impl RateLimitStore for MemoryRateLimitStore {
    fn take<'a>(&'a self, rate: &'a Rate, key: &'a str) -> BoxFuture<'a, Quota> {
        Box::pin(ready(self.take_now(rate, key)))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn so_many_at_once_and_then_one_at_a_time() {
        const RATE: Rate = Rate::new("t", 3, Duration::from_secs(3600));
        let rates = MemoryRateLimitStore::new();
        let left: Vec<_> = (0..3).map(|_| rates.take_now(&RATE, "a").remaining).collect();
        assert_eq!(left, [2, 1, 0]);
        let refused = rates.take_now(&RATE, "a").retry_after.unwrap();
        assert!(refused > Duration::from_secs(1100) && refused <= Duration::from_secs(1200), "{refused:?}");
        assert_eq!(rates.take_now(&RATE, "b").retry_after, None, "another caller");
        assert_eq!(rates.take_now(&Rate::new("u", 3, RATE.period), "a").retry_after, None, "another class");
    }

    #[test]
    fn who_has_not_called_for_long_is_forgotten() {
        const RATE: Rate = Rate::new("t", 1000, Duration::from_millis(1));
        let rates = MemoryRateLimitStore::new();
        for caller in 0..3 * SWEEP {
            rates.take_now(&RATE, &caller.to_string());
        }
        assert!(rates.class(&RATE).limiter.len() <= SWEEP as usize + 1000);
    }
}
