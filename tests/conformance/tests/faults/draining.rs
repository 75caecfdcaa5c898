//! A server that stops.

use isotype::axum::Drain;

use crate::{app::start, wire::Wire};

const LINES: &str = "trpc-accept: application/jsonl\r\n";

#[tokio::test]
async fn streams_of_lines_are_told_to_come_back() {
    let drain = Drain::default();
    let (server, seen) = start(&drain).await;
    let mut client = Wire::get(server, "count?batch=1", LINES).await;
    client.until("[[3]]").await;
    drain.begin();
    let answer = client.until("\r\n0\r\n\r\n").await;
    assert!(answer.contains("\"code\":\"SERVICE_UNAVAILABLE\""), "{answer}");
    seen.until((1, 1, 0)).await;
}

#[tokio::test]
async fn calls_among_lines_come_to_their_end() {
    let drain = Drain::default();
    let (server, seen) = start(&drain).await;
    let mut client = Wire::get(server, "slow,count?batch=1&input=%7B%220%22%3A200%7D", LINES).await;
    client.until("[[3]]").await;
    drain.begin();
    let answer = client.until("\r\n0\r\n\r\n").await;
    assert!(answer.contains(r#"[0,0,[[{"result":{"data":"done"}}]]]"#), "{answer}");
    seen.until((2, 1, 1)).await;
}
