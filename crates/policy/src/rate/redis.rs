//! Counting across processes.

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

/// GCRA by the server's clock, in microseconds. What is stored is when a caller's quota is full again; nobody is stored whose quota is.
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

/// Counts in Redis, for all processes together. While Redis is away, each process counts by itself, so that nothing is open meanwhile.
pub struct RedisRateLimitStore {
    redis: ConnectionManager,
    prefix: String,
    fallback: MemoryRateLimitStore,
    is_unavailable: AtomicBool,
}

impl std::fmt::Debug for RedisRateLimitStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisRates").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl RedisRateLimitStore {
    /// In the server at `redis://user:password@host:port/number`, under keys that begin by `prefix`. It is connected to by the first call.
    ///
    /// # Errors
    ///
    /// When the address is not understood.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub fn new(address: &str, prefix: &str) -> Result<RedisRateLimitStore, StoreError> {
        let redis = crate::redis::connect(address)?;
        Ok(RedisRateLimitStore {
            redis,
            prefix: prefix.to_owned(),
            fallback: MemoryRateLimitStore::new(),
            is_unavailable: AtomicBool::new(false),
        })
    }

    async fn try_take(&self, rate: &Rate, key: &str) -> Result<Quota, RedisError> {
        let interval = u64::try_from(rate.interval().as_micros()).unwrap_or(u64::MAX);
        let mut take = TAKE.key(format!("{}rate {key}", self.prefix));
        take.arg(interval).arg(rate.calls.get());
        let (wait, left, full): (u64, u32, u64) = take.invoke_async(&mut self.redis.clone()).await?;
        let refused = (wait > 0).then(|| Duration::from_micros(wait));
        Ok(Quota { retry_after: refused, remaining: left, reset_after: Duration::from_micros(full) })
    }
}

impl RateLimitStore for RedisRateLimitStore {
    fn take<'a>(&'a self, rate: &'a Rate, key: &'a str) -> BoxFuture<'a, Quota> {
        Box::pin(async move {
            let asked = self.try_take(rate, key).await;
            let was_away = self.is_unavailable.swap(asked.is_err(), Ordering::Relaxed);
            match asked {
                Ok(quota) => {
                    if was_away {
                        tracing::info!("Redis is back: rates are counted for all processes together again");
                    }
                    quota
                }
                Err(error) => {
                    if !was_away {
                        tracing::error!(%error, "Redis is away: this process counts rates by itself");
                    }
                    self.fallback.take_now(rate, key)
                }
            }
        })
    }
}
