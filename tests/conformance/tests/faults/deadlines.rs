//! Calls with a deadline in the `isotype-timeout-ms` header; see `docs/protocol.md#deadlines`.

use isotype::axum::Drain;

use crate::{app::start, raw_client::RawClient};

const TIMEOUT_HEADER: &str = "isotype-timeout-ms: 49.5\r\n";

#[tokio::test]
async fn drops_query_after_its_deadline() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "slow?input=60000", TIMEOUT_HEADER).await;
    let response = client.read_until("}}}").await;
    assert!(response.starts_with("HTTP/1.1 408"), "{response}");
    assert!(response.contains("\"code\":\"TIMEOUT\""), "{response}");
    counter.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn drops_mutation_after_its_deadline() {
    let (server, counter) = start(&Drain::default()).await;
    RawClient::post(server, "stays", TIMEOUT_HEADER, "60000").await.read_until("\"code\":\"TIMEOUT\"").await;
    counter.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn drops_only_the_calls_of_a_batch_that_exceed_the_deadline() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client =
        RawClient::get(server, "slow,slow?batch=1&input=%7B%220%22%3A1%2C%221%22%3A60000%7D", TIMEOUT_HEADER).await;
    let response = client.read_until("]").await;
    assert!(response.starts_with("HTTP/1.1 207"), "{response}");
    assert!(response.contains(r#"[{"result":{"data":"done"}},{"error":{"#), "{response}");
    counter.wait_for((2, 1, 1)).await;
}

#[tokio::test]
async fn json_lines_stream_ends_at_its_deadline() {
    let (server, counter) = start(&Drain::default()).await;
    let headers = format!("{TIMEOUT_HEADER}trpc-accept: application/jsonl\r\n");
    let mut client = RawClient::get(server, "count?batch=1", &headers).await;
    let response = client.read_until("\r\n0\r\n\r\n").await;
    assert!(response.contains(r#"[2,2,{"message":"#) && response.contains("\"code\":\"TIMEOUT\""), "{response}");
    counter.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn call_reads_the_remaining_time() {
    let (server, _) = start(&Drain::default()).await;
    for (target, header) in [("left", ""), ("left?batch=1", ""), ("left?batch=1", "trpc-accept: application/jsonl\r\n")]
    {
        let mut client = RawClient::get(server, target, &format!("isotype-timeout-ms: 9000\r\n{header}")).await;
        client.read_until("\"data\":8.").await;
    }
    RawClient::get(server, "left", "").await.read_until("\"data\":null").await;
}

#[tokio::test]
async fn ignores_deadline_that_is_not_a_number() {
    let (server, _) = start(&Drain::default()).await;
    RawClient::get(server, "slow?input=1", "isotype-timeout-ms: soon\r\n").await.read_until("\"done\"").await;
}
