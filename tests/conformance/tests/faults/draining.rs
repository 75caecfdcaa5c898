//! Graceful shutdown of the server.

use isotype::axum::Drain;

use crate::{app::start, raw_client::RawClient};

const JSONL_HEADER: &str = "trpc-accept: application/jsonl\r\n";

#[tokio::test]
async fn json_lines_streams_end_with_service_unavailable() {
    let drain = Drain::default();
    let (server, counter) = start(&drain).await;
    let mut client = RawClient::get(server, "count?batch=1", JSONL_HEADER).await;
    client.read_until("[[3]]").await;
    drain.start();
    let response = client.read_until("\r\n0\r\n\r\n").await;
    assert!(response.contains("\"code\":\"SERVICE_UNAVAILABLE\""), "{response}");
    counter.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn calls_in_a_json_lines_batch_complete() {
    let drain = Drain::default();
    let (server, counter) = start(&drain).await;
    let mut client = RawClient::get(server, "slow,count?batch=1&input=%7B%220%22%3A200%7D", JSONL_HEADER).await;
    client.read_until("[[3]]").await;
    drain.start();
    let response = client.read_until("\r\n0\r\n\r\n").await;
    assert!(response.contains(r#"[0,0,[[{"result":{"data":"done"}}]]]"#), "{response}");
    counter.wait_for((2, 1, 1)).await;
}
