//! Tests of calls and subscriptions whose client disconnects.

use std::{
    sync::atomic::Ordering::SeqCst,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::server::{Server, wait_until};

#[tokio::test]
async fn cancels_queries_and_subscriptions_within_50_ms() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "query", "wait", json!(60_000)).await;
    client.call(2, "mutation", "waitCancellable", json!(60_000)).await;
    client.call(3, "subscription", "silent", Value::Null).await;
    wait_until(|| server.app.active.load(SeqCst) == 3).await;
    drop(client);
    let start = Instant::now();
    wait_until(|| server.app.active.load(SeqCst) == 0).await;
    assert!(start.elapsed() < Duration::from_millis(50), "{:?}", start.elapsed());
}

#[tokio::test]
async fn runs_mutations_to_completion() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "mutation", "waitMutation", json!(100)).await;
    wait_until(|| server.app.active.load(SeqCst) == 1).await;
    drop(client);
    wait_until(|| server.app.active.load(SeqCst) == 0).await;
    assert_eq!(server.app.completed.load(SeqCst), 1);
}
