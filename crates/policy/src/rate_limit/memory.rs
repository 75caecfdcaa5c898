//! In-memory rate-limit store.

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

/// Number of calls between two sweeps that remove keys with a full quota.
const SWEEP_INTERVAL: u32 = 4096;

/// In-memory [`RateLimitStore`] for a single process.
///
/// Its size is bounded by the number of keys used within the period of a rate, plus a few thousand.
#[derive(Debug, Default)]
pub struct MemoryRateLimitStore {
    limiters: RwLock<HashMap<Rate, Arc<Limiter>>>,
    clock: DefaultClock,
}

type KeyedLimiter = RateLimiter<String, DefaultKeyedStateStore<String>, DefaultClock, StateInformationMiddleware>;

#[derive(Debug)]
struct Limiter {
    inner: KeyedLimiter,
    calls: AtomicU32,
}

impl MemoryRateLimitStore {
    /// Creates an empty store.
    pub fn new() -> MemoryRateLimitStore {
        MemoryRateLimitStore::default()
    }

    /// Synchronous version of [`RateLimitStore::take`].
    pub(crate) fn take_now(&self, rate: &Rate, key: &str) -> Quota {
        let limiter = self.limiter(rate);
        if limiter.calls.fetch_add(1, Ordering::Relaxed) % SWEEP_INTERVAL == SWEEP_INTERVAL - 1 {
            limiter.inner.retain_recent();
        }
        match limiter.inner.check_key(&key.to_owned()) {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity();
                Quota {
                    retry_after: None,
                    remaining,
                    reset_after: rate.interval() * rate.calls.get().saturating_sub(remaining),
                }
            }
            Err(until) => {
                let retry_after = Some(until.wait_time_from(self.clock.now()));
                Quota { retry_after, remaining: 0, reset_after: rate.period }
            }
        }
    }

    fn limiter(&self, rate: &Rate) -> Arc<Limiter> {
        let existing = self.limiters.read().unwrap_or_else(PoisonError::into_inner).get(rate).cloned();
        existing.unwrap_or_else(|| {
            let mut limiters = self.limiters.write().unwrap_or_else(PoisonError::into_inner);
            limiters.entry(*rate).or_insert_with(|| Arc::new(Limiter::new(rate))).clone()
        })
    }
}

impl Limiter {
    fn new(rate: &Rate) -> Limiter {
        let fallback = governor::Quota::per_second(rate.calls).allow_burst(rate.calls);
        // `Rate::new` ensures a positive interval, so the fallback is never used.
        let quota =
            governor::Quota::with_period(rate.interval()).map_or(fallback, |quota| quota.allow_burst(rate.calls));
        Limiter { inner: RateLimiter::keyed(quota).with_middleware(), calls: AtomicU32::new(0) }
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
    fn allows_a_burst_and_then_one_call_per_interval() {
        const RATE: Rate = Rate::new("t", 3, Duration::from_secs(3600));
        let store = MemoryRateLimitStore::new();
        let remaining: Vec<_> = (0..3).map(|_| store.take_now(&RATE, "a").remaining).collect();
        assert_eq!(remaining, [2, 1, 0]);
        let retry_after = store.take_now(&RATE, "a").retry_after.unwrap();
        assert!(retry_after > Duration::from_secs(1100) && retry_after <= Duration::from_secs(1200), "{retry_after:?}");
        assert_eq!(store.take_now(&RATE, "b").retry_after, None, "another caller");
        assert_eq!(store.take_now(&Rate::new("u", 3, RATE.period), "a").retry_after, None, "another rate");
    }

    #[test]
    fn removes_keys_with_a_full_quota() {
        const RATE: Rate = Rate::new("t", 1000, Duration::from_millis(1));
        let store = MemoryRateLimitStore::new();
        for caller in 0..3 * SWEEP_INTERVAL {
            store.take_now(&RATE, &caller.to_string());
        }
        assert!(store.limiter(&RATE).inner.len() <= SWEEP_INTERVAL as usize + 1000);
    }
}
