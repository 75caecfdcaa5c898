//! Callers that call too often: in one process, and in several by Redis.

use std::{env, time::Duration};

use http::HeaderName;
use isotype_core::Code;
use isotype_policy::{MemoryRateLimitStore, Rate, RateLimitStore, RedisRateLimitStore};
use isotype_testing::Client;
use tokio::net::TcpStream;

use crate::app::{App, HOUR, api, kind};

const REDIS: &str = "redis://127.0.0.1:6379";

fn anybody() -> Client<App> {
    Client::new(api(), App::default())
}

fn at(client: &Client<App>, address: &str) -> Client<App> {
    client.header(HeaderName::from_static("x-forwarded-for"), address)
}

#[tokio::test]
async fn calls_and_streams_of_a_class_count_together_whatever_becomes_of_them() {
    let ann = anybody().bearer("ann");
    ann.call::<String>("reads.ping", &()).await.unwrap();
    assert_eq!(ann.call::<String>("reads.mine", &"no number").await.unwrap_err().code, Code::BadRequest);
    assert_eq!(ann.events("reads.watch", &(), None, 9).await.unwrap().len(), 3);
    let refused = ann.call::<String>("reads.ping", &()).await.unwrap_err();
    assert_eq!(kind(&refused), (Code::TooManyRequests, "TooManyRequests"));
    assert_eq!(ann.events("reads.watch", &(), None, 9).await.unwrap_err().code, Code::TooManyRequests);
    ann.call::<String>("one", &()).await.unwrap();
}

#[tokio::test]
async fn who_guesses_tokens_is_counted_by_address() {
    let guesser = at(&anybody(), "203.0.113.7").bearer("forged");
    for _ in 0..3 {
        assert_eq!(guesser.call::<String>("reads.mine", &1).await.unwrap_err().code, Code::Unauthorized);
    }
    assert_eq!(guesser.call::<String>("reads.mine", &1).await.unwrap_err().code, Code::TooManyRequests);
}

#[tokio::test]
async fn each_caller_has_its_own_quota_and_cannot_change_it_by_a_header() {
    let anybody = anybody();
    // Only the last address was added by our own proxy.
    for claimed in ["198.51.100.1", "198.51.100.2", "198.51.100.3"] {
        at(&anybody, &format!("{claimed}, 203.0.113.7")).call::<String>("reads.ping", &()).await.unwrap();
    }
    let again = at(&anybody, "198.51.100.4, 203.0.113.7").call::<String>("reads.ping", &()).await;
    assert_eq!(again.unwrap_err().code, Code::TooManyRequests);
    at(&anybody, "203.0.113.8").call::<String>("reads.ping", &()).await.unwrap();
    at(&anybody, "203.0.113.7").bearer("ann").call::<String>("reads.ping", &()).await.unwrap();
}

#[tokio::test]
async fn who_makes_himself_accounts_is_counted_by_address_where_that_is_said() {
    let anybody = at(&anybody(), "203.0.113.7");
    for (user, left) in [("ann", true), ("ben", true), ("cem", false)] {
        assert_eq!(anybody.bearer(user).call::<String>("guess", &()).await.is_ok(), left, "{user}");
    }
    at(&anybody, "203.0.113.8").bearer("cem").call::<String>("guess", &()).await.unwrap();
}

#[tokio::test]
async fn procedures_count_apart_or_all_callers_together_where_that_is_said() {
    let anybody = anybody();
    for name in ["one", "two"] {
        for left in [true, true, false] {
            assert_eq!(anybody.call::<String>(name, &()).await.is_ok(), left, "{name}");
        }
    }
    for (user, left) in [("ann", true), ("ben", true), ("cem", false)] {
        assert_eq!(anybody.bearer(user).call::<String>("all", &()).await.is_ok(), left, "{user}");
    }
}

/// Where CI is, Redis is too.
async fn redis(prefix: &str) -> Option<RedisRateLimitStore> {
    if TcpStream::connect("127.0.0.1:6379").await.is_err() {
        assert!(env::var_os("CI").is_none(), "Redis is not there");
        eprintln!("SKIPPED on Redis: start one on port 6379: redis-server");
        return None;
    }
    Some(RedisRateLimitStore::new(REDIS, prefix).unwrap())
}

#[tokio::test]
async fn processes_count_together_by_redis_and_as_one_does_by_itself() {
    const RATE: Rate = Rate::new("t", 3, HOUR);
    let prefix = format!("test {} ", uuid::Uuid::now_v7());
    let (Some(one), Some(two)) = (redis(&prefix).await, redis(&prefix).await) else { return };
    let alone = MemoryRateLimitStore::new();
    for store in [&one, &two, &one, &two] {
        let (shared, own) = (store.take(&RATE, "ann").await, alone.take(&RATE, "ann").await);
        assert_eq!((shared.remaining, shared.retry_after.is_some()), (own.remaining, own.retry_after.is_some()));
        let apart = shared.retry_after.unwrap_or_default().abs_diff(own.retry_after.unwrap_or_default());
        assert!(apart < Duration::from_secs(60), "{shared:?} {own:?}");
    }
    assert_eq!(two.take(&RATE, "ben").await.remaining, 2);
    let client = Client::new(api(), App::new(one)).bearer("ann");
    for left in [true, true, true, false] {
        assert_eq!(client.call::<String>("reads.ping", &()).await.is_ok(), left);
    }
}

#[tokio::test]
async fn without_redis_each_process_counts_by_itself() {
    // Nothing listens there.
    let client = Client::new(api(), App::new(RedisRateLimitStore::new("redis://127.0.0.1:1", "").unwrap()));
    for left in [true, true, true, false] {
        assert_eq!(client.call::<String>("reads.ping", &()).await.is_ok(), left);
    }
}
