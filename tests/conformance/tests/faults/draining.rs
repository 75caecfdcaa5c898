//! A server that stops.

use isotype::axum::Drain;

use crate::{app::start, wire::RawClient};

const JSONL_HEADER: &str = "trpc-accept: application/jsonl\r\n";

#[tokio::test]
async fn streams_of_lines_are_told_to_come_back() {
    let drain = Drain::default();
    let (server, seen) = start(&drain).await;
    let mut client = RawClient::get(server, "count?batch=1", JSONL_HEADER).await;
    client.read_until("[[3]]").await;
    drain.start();
    let answer = client.read_until("\r\n0\r\n\r\n").await;
    assert!(answer.contains("\"code\":\"SERVICE_UNAVAILABLE\""), "{answer}");
    seen.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn calls_among_lines_come_to_their_end() {
    let drain = Drain::default();
    let (server, seen) = start(&drain).await;
    let mut client = RawClient::get(server, "slow,count?batch=1&input=%7B%220%22%3A200%7D", JSONL_HEADER).await;
    client.read_until("[[3]]").await;
    drain.start();
    let answer = client.read_until("\r\n0\r\n\r\n").await;
    assert!(answer.contains(r#"[0,0,[[{"result":{"data":"done"}}]]]"#), "{answer}");
    seen.wait_for((2, 1, 1)).await;
}
