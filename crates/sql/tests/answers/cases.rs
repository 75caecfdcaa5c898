//! What holds on every store.

use std::{
    sync::{Arc, atomic::Ordering::SeqCst},
    time::Duration,
};

use futures_util::future::join_all;
use isotype_core::Code;
use isotype_policy::{ClaimResult, IdempotencyStore, StoredResponse};
use tokio::time::{Instant, sleep};

use crate::app::{anybody, client, kind};

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

pub(crate) async fn the_same_key_gets_the_same_answer(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    assert_eq!(keyed.call::<u32>("add", &7).await, Ok(1));
    assert_eq!(keyed.call::<u32>("add", &7).await, Ok(1));
    assert_eq!(app.effects.load(SeqCst), 1);
    assert_eq!(client.call::<u32>("add", &7).await, Ok(2), "without a key it is another mutation");
    let refused = client.call::<u32>("fail", &()).await.unwrap_err();
    assert_eq!(kind(&refused), (Code::BadRequest, "KeyMissing"));
}

pub(crate) async fn other_input_is_refused(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    keyed.call::<u32>("add", &7).await.unwrap();
    let refused = keyed.call::<u32>("add", &8).await.unwrap_err();
    assert_eq!(kind(&refused), (Code::UnprocessableContent, "KeyReused"));
    assert_eq!(app.effects.load(SeqCst), 1);
}

pub(crate) async fn a_key_is_of_one_caller_and_one_procedure(store: Store) {
    let (anybody, app) = anybody(store);
    let ann = anybody.bearer("ann").idempotency_key("k");
    ann.call::<u32>("add", &7).await.unwrap();
    ann.call::<u32>("plus", &7).await.unwrap();
    let ben = anybody.bearer("ben").idempotency_key("k");
    ben.call::<u32>("add", &7).await.unwrap();
    assert_eq!(app.effects.load(SeqCst), 3);
    anybody.idempotency_key("k").call::<u32>("add", &7).await.unwrap();
    anybody.idempotency_key("k").call::<u32>("add", &7).await.unwrap();
    assert_eq!(app.effects.load(SeqCst), 4, "so is a caller whom nobody knows");
}

pub(crate) async fn duplicates_wait_for_the_first(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    let answers = join_all((0..8).map(|_| keyed.call::<u32>("slowly", &200))).await;
    assert_eq!(answers, vec![Ok(1); 8]);
    assert_eq!(app.effects.load(SeqCst), 1);
}

pub(crate) async fn declared_errors_are_stored_and_failures_are_not(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    let first = keyed.call::<u32>("find", &()).await.unwrap_err();
    assert_eq!((kind(&first), &*first.message), ((Code::NotFound, "NotFound"), "nothing, said 1 times"));
    assert_eq!(keyed.call::<u32>("find", &()).await, Err(first));
    assert_eq!(app.effects.swap(0, SeqCst), 1);
    assert_eq!(keyed.call::<u32>("fail", &()).await.unwrap_err().code, Code::InternalServerError);
    assert_eq!(keyed.call::<u32>("fail", &()).await, Ok(2), "it was tried again");
    assert_eq!(keyed.call::<u32>("fail", &()).await, Ok(2));
}

pub(crate) async fn who_would_not_be_let_in_gets_no_stored_answer(store: Store) {
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    keyed.call::<u32>("add", &7).await.unwrap();
    *app.banned.lock().unwrap() = Some("ann".to_owned());
    assert_eq!(keyed.call::<u32>("add", &7).await.unwrap_err().code, Code::Forbidden);
    *app.banned.lock().unwrap() = None;
    assert_eq!(keyed.call::<u32>("add", &7).await, Ok(1), "being refused is not what is remembered");
}

pub(crate) async fn what_is_given_up_can_be_tried_again(store: Store) {
    let lease = store.lease();
    let (client, app) = client(store);
    let keyed = client.idempotency_key("k");
    let refused = keyed.call::<u32>("slowly", &60_000).await.unwrap_err();
    assert_eq!(kind(&refused), (Code::Timeout, "TimedOut"));
    let begun = Instant::now();
    let again = keyed.call::<u32>("slowly", &60_000).await.unwrap_err();
    assert_eq!(again.code, Code::Timeout, "it ran again, and did not wait for the first");
    assert!(begun.elapsed() < lease, "the claim was given back");
    assert_eq!(app.effects.load(SeqCst), 0);
}

pub(crate) async fn an_answer_is_forgotten_in_the_end(store: Store) {
    let (client, _) = client(store);
    let keyed = client.idempotency_key("k");
    assert_eq!(keyed.call::<u32>("shortly", &7).await, Ok(1));
    sleep(Duration::from_millis(400)).await;
    assert_eq!(keyed.call::<u32>("shortly", &7).await, Ok(2));
}

pub(crate) async fn who_lost_a_claim_cannot_end_it(store: Store) {
    let claim = || isotype_policy::IdempotencyClaim::new("id".to_owned(), "digest".to_owned(), Duration::from_secs(60));
    let (first, second) = (claim(), claim());
    assert!(matches!(store.claim(&first).await, Ok(ClaimResult::Acquired)));
    assert!(matches!(store.claim(&second).await, Ok(ClaimResult::Existing { response: None, .. })));
    assert!(store.renew(&first).await.unwrap());
    assert!(!store.release(&second).await.unwrap(), "it is not his");
    assert!(store.release(&first).await.unwrap());
    assert!(matches!(store.claim(&second).await, Ok(ClaimResult::Acquired)));
    let answer = StoredResponse::from_output(&1).unwrap();
    assert!(!store.complete(&first, &answer).await.unwrap(), "it is his no more");
    assert!(store.complete(&second, &answer).await.unwrap());
    assert!(!store.release(&second).await.unwrap(), "an answer stays");
    assert!(matches!(store.claim(&first).await, Ok(ClaimResult::Existing { response: Some(_), .. })));
}
