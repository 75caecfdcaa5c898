//! What happened and what is told of it, in one transaction.

use std::time::Duration;

use isotype_policy::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoredResponse};
use isotype_sql::{Database, SqlIdempotencyStore, Transaction};
use sea_query::{Alias, Query};

use crate::engines::on_each_engine;

on_each_engine! {
    crate::stores::schema();
    answer_and_effect_are_there_together
    who_lost_the_claim_does_nothing
}

fn claim() -> IdempotencyClaim {
    IdempotencyClaim::new("id".to_owned(), "digest".to_owned(), Duration::from_secs(60))
}

async fn effect(transaction: &mut Transaction, note: &str) {
    let (table, column) = (Alias::new("effects"), Alias::new("note"));
    let insert = Query::insert().into_table(table).columns([column]).values_panic([note.into()]).to_owned();
    transaction.execute(&insert).await.unwrap();
}

async fn effects(database: &Database) -> usize {
    let select = Query::select().column(Alias::new("note")).from(Alias::new("effects")).to_owned();
    database.fetch_all(&select).await.unwrap().len()
}

async fn answer_and_effect_are_there_together(database: Database) {
    let store = SqlIdempotencyStore::new(database.clone());
    let claim = claim();
    assert!(matches!(store.claim(&claim).await, Ok(ClaimResult::Acquired)));
    let mut undone = database.begin().await.unwrap();
    effect(&mut undone, "undone").await;
    drop(undone);
    let mut transaction = database.begin().await.unwrap();
    effect(&mut transaction, "done").await;
    transaction.commit_with_response(Some(&claim), &7).await.unwrap();
    assert_eq!(effects(&database).await, 1);
    let Ok(ClaimResult::Existing { response: Some(StoredResponse::Output(json)), .. }) = store.claim(&claim).await
    else {
        panic!("stored")
    };
    assert_eq!(json.get(), "7");
}

/// A process that stood still for longer than its lease, while another did the mutation.
async fn who_lost_the_claim_does_nothing(database: Database) {
    let store = SqlIdempotencyStore::new(database.clone()).with_lease(Duration::from_millis(1));
    let (slow, fast) = (claim(), claim());
    assert!(matches!(store.claim(&slow).await, Ok(ClaimResult::Acquired)));
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(matches!(store.claim(&fast).await, Ok(ClaimResult::Acquired)), "the lease is over");
    let mut transaction = database.begin().await.unwrap();
    effect(&mut transaction, "fast").await;
    transaction.commit_with_response(Some(&fast), &"fast").await.unwrap();
    let mut transaction = database.begin().await.unwrap();
    effect(&mut transaction, "slow").await;
    let lost = transaction.commit_with_response(Some(&slow), &"slow").await.unwrap_err();
    assert!(lost.is_transient(), "whoever asks again gets the other's answer");
    assert_eq!(effects(&database).await, 1);
}
