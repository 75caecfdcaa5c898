//! A client that leaves.

use std::{
    sync::atomic::Ordering::SeqCst,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::server::{Server, wait_until};

#[tokio::test]
async fn queries_and_subscriptions_are_dropped_within_50_ms() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "query", "wait", json!(60_000)).await;
    client.call(2, "mutation", "quickly", json!(60_000)).await;
    client.call(3, "subscription", "silent", Value::Null).await;
    wait_until(|| server.app.live.load(SeqCst) == 3).await;
    drop(client);
    let before = Instant::now();
    wait_until(|| server.app.live.load(SeqCst) == 0).await;
    assert!(before.elapsed() < Duration::from_millis(50), "{:?}", before.elapsed());
}

#[tokio::test]
async fn a_mutation_runs_to_its_end() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "mutation", "slowly", json!(100)).await;
    wait_until(|| server.app.live.load(SeqCst) == 1).await;
    drop(client);
    wait_until(|| server.app.live.load(SeqCst) == 0).await;
    assert_eq!(server.app.done.load(SeqCst), 1);
}
