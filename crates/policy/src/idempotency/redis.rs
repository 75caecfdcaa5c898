//! Answers that several processes share.

use std::{sync::LazyLock, time::Duration};

use futures_util::future::BoxFuture;
use redis::{Script, ScriptInvocation, aio::ConnectionManager};

use super::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoreError, StoredResponse};
use crate::redis::connect;

/// Digest and answer of what is there; else takes the claim.
static CLAIM: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
local found = redis.call('HMGET', KEYS[1], 'digest', 'answer')
if found[1] then return found end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'digest', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return {false, false}
",
    )
});

/// Does something to a claim that its owner still holds: holds it longer, ends it by an answer, or gives it back.
static UPDATE: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        r"
if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] or redis.call('HEXISTS', KEYS[1], 'answer') == 1 then return 0 end
if ARGV[2] == 'release' then return redis.call('DEL', KEYS[1]) end
if ARGV[4] then redis.call('HSET', KEYS[1], 'answer', ARGV[4]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[3])
",
    )
});

/// Stores answers in Redis. They are as safe as what is written there: with `appendonly` off, or a replica that takes over, the newest can be
/// lost, and a repetition then takes effect again.
pub struct RedisIdempotencyStore {
    redis: ConnectionManager,
    prefix: String,
    lease: Duration,
}

impl std::fmt::Debug for RedisIdempotencyStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RedisAnswers").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl RedisIdempotencyStore {
    /// In the server at `redis://user:password@host:port/number`, under keys that begin by `prefix`. It is connected to by the first call.
    ///
    /// # Errors
    ///
    /// When the address is not understood.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub fn new(address: &str, prefix: &str) -> Result<RedisIdempotencyStore, StoreError> {
        Ok(RedisIdempotencyStore {
            redis: connect(address)?,
            prefix: prefix.to_owned(),
            lease: Duration::from_secs(10),
        })
    }

    fn key(&self, claim: &IdempotencyClaim) -> String {
        format!("{}answer {}", self.prefix, claim.id())
    }

    fn update_script<'a>(&self, claim: &IdempotencyClaim, what: &str, time: Duration) -> ScriptInvocation<'a> {
        let mut held = UPDATE.key(self.key(claim));
        held.arg(claim.owner()).arg(what).arg(millis(time));
        held
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
            let (digest, answer): (Option<String>, Option<String>) =
                script.invoke_async(&mut self.redis.clone()).await?;
            let Some(digest) = digest else { return Ok(ClaimResult::Acquired) };
            Ok(ClaimResult::Existing {
                digest,
                response: answer.as_deref().map(StoredResponse::from_json).transpose()?,
            })
        })
    }

    fn renew<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.run(self.update_script(claim, "renew", self.lease))
    }

    fn complete<'a>(
        &'a self,
        claim: &'a IdempotencyClaim,
        answer: &'a StoredResponse,
    ) -> BoxFuture<'a, Result<bool, StoreError>> {
        let mut script = self.update_script(claim, "keep", claim.ttl());
        script.arg(answer.to_json());
        self.run(script)
    }

    fn release<'a>(&'a self, claim: &'a IdempotencyClaim) -> BoxFuture<'a, Result<bool, StoreError>> {
        self.run(self.update_script(claim, "release", self.lease))
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
