//! Tests of responses that are committed in the same transaction as their mutation.

use std::time::Duration;

use isotype_policy::{ClaimResult, IdempotencyClaim, IdempotencyStore, StoredResponse};
use isotype_sql::{Database, SqlIdempotencyStore, Transaction};
use sea_query::{Alias, Query};

use crate::engines::on_each_engine;

on_each_engine! {
    crate::stores::schema();
    commits_effect_and_response_together
    rolls_back_if_claim_was_lost
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

async fn commits_effect_and_response_together(database: Database) {
    let store = SqlIdempotencyStore::new(database.clone());
    let claim = claim();
    assert!(matches!(store.claim(&claim).await, Ok(ClaimResult::Acquired)));
    let mut dropped = database.begin().await.unwrap();
    effect(&mut dropped, "rolled back").await;
    drop(dropped);
    let mut transaction = database.begin().await.unwrap();
    effect(&mut transaction, "done").await;
    transaction.commit_with_response(Some(&claim), &7).await.unwrap();
    assert_eq!(effects(&database).await, 1);
    let Ok(ClaimResult::Existing { response: Some(StoredResponse::Output(json)), .. }) = store.claim(&claim).await
    else {
        panic!("the response is not stored")
    };
    assert_eq!(json.get(), "7");
}

/// Simulates a process that stalls for longer than its lease while another process runs the mutation.
async fn rolls_back_if_claim_was_lost(database: Database) {
    let store = SqlIdempotencyStore::new(database.clone()).with_lease(Duration::from_millis(1));
    let (slow, fast) = (claim(), claim());
    assert!(matches!(store.claim(&slow).await, Ok(ClaimResult::Acquired)));
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert!(matches!(store.claim(&fast).await, Ok(ClaimResult::Acquired)), "the lease has expired");
    let mut transaction = database.begin().await.unwrap();
    effect(&mut transaction, "fast").await;
    transaction.commit_with_response(Some(&fast), &"fast").await.unwrap();
    let mut transaction = database.begin().await.unwrap();
    effect(&mut transaction, "slow").await;
    let lost = transaction.commit_with_response(Some(&slow), &"slow").await.unwrap_err();
    assert!(lost.is_transient(), "a retry gets the stored response");
    assert_eq!(effects(&database).await, 1);
}
