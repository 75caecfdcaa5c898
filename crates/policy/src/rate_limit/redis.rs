//! Redis rate-limit store.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use futures_util::future::BoxFuture;
use redis::{RedisError, Script, aio::ConnectionManager};

use super::{MemoryRateLimitStore, Quota, Rate, RateLimitStore};
use crate::StoreError;

/// GCRA script that uses the Redis server's clock, in microseconds.
///
/// The value of a key is the time at which its full quota is available again. Keys with a full quota expire.
static TAKE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local interval, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local wait = full + interval - now - interval * burst
if wait > 0 then return {wait, 0, full - now} end
full = full + interval
redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000))
return {0, math.floor((now + interval * burst - full) / interval), full - now}
",
    )
});

/// [`RateLimitStore`] backed by Redis, shared by several processes.
///
/// While Redis is unavailable, each process counts on its own, so that limits still apply.
pub struct RedisRateLimitStore {
    redis: ConnectionManager,
    prefix: String,
    fallback: MemoryRateLimitStore,
    is_unavailable: AtomicBool,
}

impl std::fmt::Debug for RedisRateLimitStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisRateLimitStore").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl RedisRateLimitStore {
    /// Creates a store backed by the Redis database at `url`, such as `redis://user:password@host:6379/0`. All keys
    /// start with `prefix`.
    ///
    /// The first call establishes the connection.
    ///
    /// # Errors
    ///
    /// Returns an error if `url` is malformed.
    ///
    /// # Panics
    ///
    /// Panics if called outside a tokio runtime.
    pub fn new(url: &str, prefix: &str) -> Result<RedisRateLimitStore, StoreError> {
        let redis = crate::redis::connect(url)?;
        Ok(RedisRateLimitStore {
            redis,
            prefix: prefix.to_owned(),
            fallback: MemoryRateLimitStore::new(),
            is_unavailable: AtomicBool::new(false),
        })
    }

    async fn try_take(&self, rate: &Rate, key: &str) -> Result<Quota, RedisError> {
        let interval = u64::try_from(rate.interval().as_micros()).unwrap_or(u64::MAX);
        let mut take = TAKE.key(format!("{}rate:{key}", self.prefix));
        take.arg(interval).arg(rate.calls.get());
        let (wait, remaining, reset): (u64, u32, u64) = take.invoke_async(&mut self.redis.clone()).await?;
        let retry_after = (wait > 0).then(|| Duration::from_micros(wait));
        Ok(Quota { retry_after, remaining, reset_after: Duration::from_micros(reset) })
    }
}

impl RateLimitStore for RedisRateLimitStore {
    fn take<'a>(&'a self, rate: &'a Rate, key: &'a str) -> BoxFuture<'a, Quota> {
        Box::pin(async move {
            let result = self.try_take(rate, key).await;
            let was_unavailable = self.is_unavailable.swap(result.is_err(), Ordering::Relaxed);
            match result {
                Ok(quota) => {
                    if was_unavailable {
                        tracing::info!("Redis available again, rate limits are shared between processes");
                    }
                    quota
                }
                Err(error) => {
                    if !was_unavailable {
                        tracing::error!(%error, "Redis unavailable, rate limits apply per process");
                    }
                    self.fallback.take_now(rate, key)
                }
            }
        })
    }
}
