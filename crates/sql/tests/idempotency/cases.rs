//! Test cases for any idempotency store.

use std::{
    sync::{Arc, atomic::Ordering::SeqCst},
    time::Duration,
};

use futures_util::future::join_all;
use isotype_core::Code;
use isotype_policy::{ClaimResult, IdempotencyStore, StoredResponse};
use tokio::time::{Instant, sleep};

use crate::app::{anonymous_client, client, code_and_type};

macro_rules! on_every_store {
    ($($name:ident)*) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() {
                crate::cases::$name(std::sync::Arc::new(isotype_policy::MemoryIdempotencyStore::default())).await;
            })*
        }
        mod redis {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() { crate::stores::on_redis(crate::cases::$name).await; })*
        }
        mod sqlite {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() { crate::stores::on_sqlite(crate::cases::$name).await; })*
        }
        mod postgres {
            $(#[tokio::test(flavor = "multi_thread")] async fn $name() { crate::stores::on_postgres(crate::cases::$name).await; })*
        }
    };
}
pub(crate) use on_every_store;

type Store = Arc<dyn IdempotencyStore>;

pub(crate) async fn replays_stored_response_for_same_key(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    assert_eq!(keyed.call::<u32>("add", &7).await, Ok(1));
    assert_eq!(keyed.call::<u32>("add", &7).await, Ok(1));
    assert_eq!(app.effects.load(SeqCst), 1);
    assert_eq!(client.call::<u32>("add", &7).await, Ok(2), "a call without a key is a new mutation");
    let error = client.call::<u32>("fail", &()).await.unwrap_err();
    assert_eq!(code_and_type(&error), (Code::BadRequest, "IdempotencyKeyMissing"));
}

pub(crate) async fn rejects_same_key_with_other_input(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    keyed.call::<u32>("add", &7).await.unwrap();
    let error = keyed.call::<u32>("add", &8).await.unwrap_err();
    assert_eq!(code_and_type(&error), (Code::UnprocessableContent, "IdempotencyKeyReused"));
    assert_eq!(app.effects.load(SeqCst), 1);
}

pub(crate) async fn scopes_key_to_caller_and_procedure(store: Store) {
    let (anonymous, app) = anonymous_client(store);
    let ann = anonymous.bearer("ann").idempotency_key("k");
    ann.call::<u32>("add", &7).await.unwrap();
    ann.call::<u32>("plus", &7).await.unwrap();
    let ben = anonymous.bearer("ben").idempotency_key("k");
    ben.call::<u32>("add", &7).await.unwrap();
    assert_eq!(app.effects.load(SeqCst), 3);
    anonymous.idempotency_key("k").call::<u32>("add", &7).await.unwrap();
    anonymous.idempotency_key("k").call::<u32>("add", &7).await.unwrap();
    assert_eq!(app.effects.load(SeqCst), 4, "anonymous callers have their own keys");
}

pub(crate) async fn concurrent_duplicates_wait_for_first_call(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    let outputs = join_all((0..8).map(|_| keyed.call::<u32>("slowly", &200))).await;
    assert_eq!(outputs, vec![Ok(1); 8]);
    assert_eq!(app.effects.load(SeqCst), 1);
}

pub(crate) async fn stores_declared_errors_but_not_internal_errors(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    let first = keyed.call::<u32>("find", &()).await.unwrap_err();
    assert_eq!((code_and_type(&first), &*first.message), ((Code::NotFound, "NotFound"), "not found in call 1"));
    assert_eq!(keyed.call::<u32>("find", &()).await, Err(first));
    assert_eq!(app.effects.swap(0, SeqCst), 1);
    assert_eq!(keyed.call::<u32>("fail", &()).await.unwrap_err().code, Code::InternalServerError);
    assert_eq!(keyed.call::<u32>("fail", &()).await, Ok(2), "an internal error is not stored");
    assert_eq!(keyed.call::<u32>("fail", &()).await, Ok(2));
}

pub(crate) async fn guards_run_before_stored_response_is_replayed(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    keyed.call::<u32>("add", &7).await.unwrap();
    *app.banned.lock().unwrap() = Some("ann".to_owned());
    assert_eq!(keyed.call::<u32>("add", &7).await.unwrap_err().code, Code::Forbidden);
    *app.banned.lock().unwrap() = None;
    assert_eq!(keyed.call::<u32>("add", &7).await, Ok(1), "a rejection is not stored");
}

pub(crate) async fn releases_claim_of_timed_out_call(store: Store) {
    let lease = store.lease();
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    let error = keyed.call::<u32>("slowly", &60_000).await.unwrap_err();
    assert_eq!(code_and_type(&error), (Code::Timeout, "TimedOut"));
    let start = Instant::now();
    let again = keyed.call::<u32>("slowly", &60_000).await.unwrap_err();
    assert_eq!(again.code, Code::Timeout, "the second call runs instead of waiting for the first");
    assert!(start.elapsed() < lease, "the claim was released");
    assert_eq!(app.effects.load(SeqCst), 0);
}

pub(crate) async fn forgets_response_after_ttl(store: Store) {
    let (client, _) = client(store);
    let keyed = client.idempotency_key("k");
    assert_eq!(keyed.call::<u32>("shortly", &7).await, Ok(1));
    sleep(Duration::from_millis(400)).await;
    assert_eq!(keyed.call::<u32>("shortly", &7).await, Ok(2));
}

pub(crate) async fn only_current_owner_can_complete_or_release_claim(store: Store) {
    let claim = || isotype_policy::IdempotencyClaim::new("id".to_owned(), "digest".to_owned(), Duration::from_secs(60));
    let (first, second) = (claim(), claim());
    assert!(matches!(store.claim(&first).await, Ok(ClaimResult::Acquired)));
    assert!(matches!(store.claim(&second).await, Ok(ClaimResult::Existing { response: None, .. })));
    assert!(store.renew(&first).await.unwrap());
    assert!(!store.release(&second).await.unwrap(), "the claim has another owner");
    assert!(store.release(&first).await.unwrap());
    assert!(matches!(store.claim(&second).await, Ok(ClaimResult::Acquired)));
    let response = StoredResponse::from_output(&1).unwrap();
    assert!(!store.complete(&first, &response).await.unwrap(), "the claim was released");
    assert!(store.complete(&second, &response).await.unwrap());
    assert!(!store.release(&second).await.unwrap(), "a completed claim cannot be released");
    assert!(matches!(store.claim(&first).await, Ok(ClaimResult::Existing { response: Some(_), .. })));
}
