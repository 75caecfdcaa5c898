//! Clients that leave.

use std::time::Duration;

use isotype::axum::Drain;

use crate::{app::start, wire::RawClient};

/// What is promised is 50 ms on an idle machine; here others may be at work.
const DISCONNECT_TIMEOUT: Duration = Duration::from_millis(500);

const JSONL_HEADER: &str = "trpc-accept: application/jsonl\r\n";

#[tokio::test]
async fn who_leaves_a_stream_of_lines_drops_what_makes_it() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "count,count?batch=1", JSONL_HEADER).await;
    client.read_until("[[3]]").await;
    assert_eq!(seen.counts(), (2, 0, 0));
    drop(client);
    assert!(seen.wait_for((2, 2, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn who_leaves_lines_that_are_waited_for_drops_the_query() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "slow?batch=1&input=%7B%220%22%3A60000%7D", JSONL_HEADER).await;
    client.read_until("\"0\"").await;
    drop(client);
    assert!(seen.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn who_leaves_a_subscription_drops_it() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "ticks", "").await;
    client.read_until("data: 3").await;
    drop(client);
    assert!(seen.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn who_leaves_a_silent_subscription_drops_it_too() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "silent", "").await;
    client.read_until("connected").await;
    seen.wait_for((1, 0, 0)).await;
    drop(client);
    assert!(seen.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn who_leaves_a_query_drops_it() {
    let (server, seen) = start(&Drain::default()).await;
    let client = RawClient::get(server, "slow?input=60000", "").await;
    seen.wait_for((1, 0, 0)).await;
    drop(client);
    assert!(seen.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}

#[tokio::test]
async fn a_mutation_runs_to_its_end_whoever_leaves() {
    let drain = Drain::default();
    let (server, seen) = start(&drain).await;
    let one = RawClient::post(server, "stays", "", "100").await;
    let batch = RawClient::post(server, "stays,stays?batch=1", "", r#"{"0":100,"1":100}"#).await;
    let lines = RawClient::post(server, "stays?batch=1", JSONL_HEADER, r#"{"0":100}"#).await;
    seen.wait_for((4, 0, 0)).await;
    drop((one, batch, lines));
    seen.wait_for((4, 0, 4)).await;
}

#[tokio::test]
async fn a_server_that_stops_waits_for_mutations_whose_clients_have_left() {
    let drain = Drain::default();
    let (server, seen) = start(&drain).await;
    let client = RawClient::post(server, "stays", "", "200").await;
    seen.wait_for((1, 0, 0)).await;
    drop(client);
    drain.start();
    assert!(drain.wait_timeout(Duration::from_secs(5)).await, "it ends in time");
    assert_eq!(seen.counts(), (1, 0, 1));
}

#[tokio::test]
async fn a_mutation_that_says_so_is_dropped() {
    let (server, seen) = start(&Drain::default()).await;
    let client = RawClient::post(server, "cancels", "", "60000").await;
    seen.wait_for((1, 0, 0)).await;
    drop(client);
    assert!(seen.wait_for((1, 1, 0)).await < DISCONNECT_TIMEOUT);
}
