//! Redis idempotency store.

use std::{sync::LazyLock, time::Duration};

use futures_util::future::BoxFuture;
use redis::{Script, ScriptInvocation, aio::ConnectionManager};

use super::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoredResponse};
use crate::{StoreError, redis::connect};

/// Script that returns the digest and response of an existing record, or acquires the claim.
static CLAIM: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local found = redis.call('HMGET', KEYS[1], 'digest', 'response')
if found[1] then return found end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'digest', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {false, false}
",
    )
});

/// Script that renews, completes or releases a claim, unless its owner has lost it.
static UPDATE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] or redis.call('HEXISTS', KEYS[1], 'response') == 1 then return 0 end
if ARGV[2] == 'release' then return redis.call('DEL', KEYS[1]) end
if ARGV[4] then redis.call('HSET', KEYS[1], 'response', ARGV[4]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[3])
",
    )
});

/// [`IdempotencyStore`] backed by Redis, shared by several processes.
///
/// Responses are only as durable as the Redis server. It can lose the latest ones if `appendonly` is off, or in a
/// failover to a replica. A repeated call then takes effect again.
pub struct RedisIdempotencyStore {
    redis: ConnectionManager,
    prefix: String,
    lease: Duration,
}

impl std::fmt::Debug for RedisIdempotencyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisIdempotencyStore").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl RedisIdempotencyStore {
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
    pub fn new(url: &str, prefix: &str) -> Result<RedisIdempotencyStore, StoreError> {
        Ok(RedisIdempotencyStore { redis: connect(url)?, prefix: prefix.to_owned(), lease: Duration::from_secs(10) })
    }

    fn key(&self, claim: &IdempotencyClaim) -> String {
        format!("{}idempotency:{}", self.prefix, claim.id())
    }

    fn update_script<'a>(&self, claim: &IdempotencyClaim, operation: &str, expiry: Duration) -> ScriptInvocation<'a> {
        let mut script = UPDATE.key(self.key(claim));
        script.arg(claim.owner()).arg(operation).arg(millis(expiry));
        script
    }

    fn run<'a>(&'a self, script: ScriptInvocation<'a>) -> BoxFuture<'a, Result<bool, StoreError>> {
        Box::pin(async move { Ok(script.invoke_async(&mut self.redis.clone()).await?) })
    }
}

impl IdempotencyStore for RedisIdempotencyStore {
    fn lease(&self) -> Duration {
        self.lease
    }

    fn claim<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<ClaimResult, StoreError>> {
        Box::pin(async move {
            let mut script = CLAIM.key(self.key(claim));
            script.arg(claim.owner()).arg(claim.digest()).arg(millis(self.lease));
            let (digest, response): (Option<String>, Option<String>) =
                script.invoke_async(&mut self.redis.clone()).await?;
            let Some(digest) = digest else { return Ok(ClaimResult::Acquired) };
            Ok(ClaimResult::Existing {
                digest,
                response: response.as_deref().map(StoredResponse::from_json).transpose()?,
            })
        })
    }

    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.run(self.update_script(claim, "renew", self.lease))
    }

    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        response: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        let mut script = self.update_script(claim, "complete", claim.ttl());
        script.arg(response.to_json());
        self.run(script)
    }

    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.run(self.update_script(claim, "release", self.lease))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
