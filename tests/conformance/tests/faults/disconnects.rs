//! Clients that disconnect while a call is in flight.

use std::time::Duration;

use isotype::axum::Drain;

use crate::{app::start, raw_client::RawClient};

/// Maximum delay until the work is dropped. The goal is 50 ms on an idle machine; test machines are slower.
const DISCONNECT_TIMEOUT: Duration = Duration::from_millis(500);

const JSONL_HEADER: &str = "trpc-accept: application/jsonl\r\n";

#[tokio::test]
async fn drops_json_lines_streams_after_disconnect() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "count,count?batch=1", JSONL_HEADER).await;
    client.read_until("[[3]]").await;
    assert_eq!(counter.counts(), (2, 0, 0));
    drop(client);
    assert!(counter.wait_for((2, 2, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn drops_query_in_a_json_lines_batch_after_disconnect() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "slow?batch=1&input=%7B%220%22%3A60000%7D", JSONL_HEADER).await;
    client.read_until("\"0\"").await;
    drop(client);
    assert!(counter.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn drops_subscription_after_disconnect() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "ticks", "").await;
    client.read_until("data: 3").await;
    drop(client);
    assert!(counter.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn drops_silent_subscription_after_disconnect() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "silent", "").await;
    client.read_until("connected").await;
    counter.wait_for((1, 0, 0)).await;
    drop(client);
    assert!(counter.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn drops_query_after_disconnect() {
    let (server, counter) = start(&Drain::default()).await;
    let client = RawClient::get(server, "slow?input=60000", "").await;
    counter.wait_for((1, 0, 0)).await;
    drop(client);
    assert!(counter.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn completes_mutations_after_disconnect() {
    let drain = Drain::default();
    let (server, counter) = start(&drain).await;
    let single = RawClient::post(server, "stays", "", "100").await;
    let batch = RawClient::post(server, "stays,stays?batch=1", "", r#"{"0":100,"1":100}"#).await;
    let json_lines = RawClient::post(server, "stays?batch=1", JSONL_HEADER, r#"{"0":100}"#).await;
    counter.wait_for((4, 0, 0)).await;
    drop((single, batch, json_lines));
    counter.wait_for((4, 0, 4)).await;
}

#[tokio::test]
async fn shutdown_waits_for_mutations_of_disconnected_clients() {
    let drain = Drain::default();
    let (server, counter) = start(&drain).await;
    let client = RawClient::post(server, "stays", "", "200").await;
    counter.wait_for((1, 0, 0)).await;
    drop(client);
    drain.start();
    assert!(drain.wait_timeout(Duration::from_secs(5)).await, "shutdown timed out");
    assert_eq!(counter.counts(), (1, 0, 1));
}

#[tokio::test]
async fn drops_mutation_with_cancel_on_disconnect() {
    let (server, counter) = start(&Drain::default()).await;
    let client = RawClient::post(server, "cancels", "", "60000").await;
    counter.wait_for((1, 0, 0)).await;
    drop(client);
    assert!(counter.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}
