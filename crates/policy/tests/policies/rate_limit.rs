//! Tests of rate limits, in memory and in Redis.

use std::{env, time::Duration};

use http::HeaderName;
use isotype_core::Code;
use isotype_policy::{MemoryRateLimitStore, Rate, RateLimitStore, RedisRateLimitStore};
use isotype_testing::Client;
use tokio::net::TcpStream;

use crate::app::{App, HOUR, api, code_and_type};

const REDIS: &str = "redis://127.0.0.1:6379";

fn anonymous() -> Client<App> {
    Client::new(api(), App::default())
}

fn from_ip(client: &Client<App>, address: &str) -> Client<App> {
    client.header(HeaderName::from_static("x-forwarded-for"), address)
}

#[tokio::test]
async fn counts_failed_calls_and_streams_of_a_rate_together() {
    let ann = anonymous().bearer("ann");
    ann.call::<String>("reads.ping", &()).await.unwrap();
    assert_eq!(ann.call::<String>("reads.private", &"not a number").await.unwrap_err().code, Code::BadRequest);
    assert_eq!(ann.events("reads.watch", &(), None, 9).await.unwrap().len(), 3);
    let error = ann.call::<String>("reads.ping", &()).await.unwrap_err();
    assert_eq!(code_and_type(&error), (Code::TooManyRequests, "TooManyRequests"));
    assert_eq!(ann.events("reads.watch", &(), None, 9).await.unwrap_err().code, Code::TooManyRequests);
    ann.call::<String>("one", &()).await.unwrap();
}

#[tokio::test]
async fn counts_callers_with_forged_tokens_by_ip() {
    let attacker = from_ip(&anonymous(), "203.0.113.7").bearer("forged");
    for _ in 0..3 {
        assert_eq!(attacker.call::<String>("reads.private", &1).await.unwrap_err().code, Code::Unauthorized);
    }
    assert_eq!(attacker.call::<String>("reads.private", &1).await.unwrap_err().code, Code::TooManyRequests);
}

#[tokio::test]
async fn callers_have_separate_quotas_that_a_forged_header_does_not_change() {
    let anonymous = anonymous();
    // Only the last address comes from the trusted proxy.
    for forged in ["198.51.100.1", "198.51.100.2", "198.51.100.3"] {
        from_ip(&anonymous, &format!("{forged}, 203.0.113.7")).call::<String>("reads.ping", &()).await.unwrap();
    }
    let result = from_ip(&anonymous, "198.51.100.4, 203.0.113.7").call::<String>("reads.ping", &()).await;
    assert_eq!(result.unwrap_err().code, Code::TooManyRequests);
    from_ip(&anonymous, "203.0.113.8").call::<String>("reads.ping", &()).await.unwrap();
    from_ip(&anonymous, "203.0.113.7").bearer("ann").call::<String>("reads.ping", &()).await.unwrap();
}

#[tokio::test]
async fn per_ip_rates_count_all_accounts_of_an_address_together() {
    let anonymous = from_ip(&anonymous(), "203.0.113.7");
    for (user, is_allowed) in [("ann", true), ("ben", true), ("cem", false)] {
        assert_eq!(anonymous.bearer(user).call::<String>("signIn", &()).await.is_ok(), is_allowed, "{user}");
    }
    from_ip(&anonymous, "203.0.113.8").bearer("cem").call::<String>("signIn", &()).await.unwrap();
}

#[tokio::test]
async fn counts_per_procedure_and_globally() {
    let anonymous = anonymous();
    for name in ["one", "two"] {
        for is_allowed in [true, true, false] {
            assert_eq!(anonymous.call::<String>(name, &()).await.is_ok(), is_allowed, "{name}");
        }
    }
    for (user, is_allowed) in [("ann", true), ("ben", true), ("cem", false)] {
        assert_eq!(anonymous.bearer(user).call::<String>("shared", &()).await.is_ok(), is_allowed, "{user}");
    }
}

/// Connects to Redis. Returns `None` if it is not running, and panics in CI instead.
async fn redis(prefix: &str) -> Option<RedisRateLimitStore> {
    if TcpStream::connect("127.0.0.1:6379").await.is_err() {
        assert!(env::var_os("CI").is_none(), "Redis is not running on port 6379");
        eprintln!("SKIPPED: Redis is not running; start `redis-server` on port 6379");
        return None;
    }
    Some(RedisRateLimitStore::new(REDIS, prefix).unwrap())
}

#[tokio::test]
async fn redis_store_is_shared_and_agrees_with_the_memory_store() {
    const RATE: Rate = Rate::new("t", 3, HOUR);
    let prefix = format!("test:{}:", uuid::Uuid::now_v7());
    let (Some(one), Some(two)) = (redis(&prefix).await, redis(&prefix).await) else { return };
    let memory = MemoryRateLimitStore::new();
    for store in [&one, &two, &one, &two] {
        let (shared, local) = (store.take(&RATE, "ann").await, memory.take(&RATE, "ann").await);
        assert_eq!((shared.remaining, shared.retry_after.is_some()), (local.remaining, local.retry_after.is_some()));
        let difference = shared.retry_after.unwrap_or_default().abs_diff(local.retry_after.unwrap_or_default());
        assert!(difference < Duration::from_secs(60), "{shared:?} {local:?}");
    }
    assert_eq!(two.take(&RATE, "ben").await.remaining, 2);
    let client = Client::new(api(), App::new(one)).bearer("ann");
    for is_allowed in [true, true, true, false] {
        assert_eq!(client.call::<String>("reads.ping", &()).await.is_ok(), is_allowed);
    }
}

#[tokio::test]
async fn limits_per_process_while_redis_is_unavailable() {
    // No server listens on this port.
    let client = Client::new(api(), App::new(RedisRateLimitStore::new("redis://127.0.0.1:1", "").unwrap()));
    for is_allowed in [true, true, true, false] {
        assert_eq!(client.call::<String>("reads.ping", &()).await.is_ok(), is_allowed);
    }
}
