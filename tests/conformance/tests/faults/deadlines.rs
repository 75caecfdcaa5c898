//! Clients that say how long they wait.

use isotype::axum::Drain;

use crate::{app::start, wire::RawClient};

const TIMEOUT_HEADER: &str = "isotype-timeout-ms: 49.5\r\n";

#[tokio::test]
async fn a_query_past_its_deadline_is_dropped() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::get(server, "slow?input=60000", TIMEOUT_HEADER).await;
    let answer = client.read_until("}}}").await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
    assert!(answer.contains("\"code\":\"TIMEOUT\""), "{answer}");
    seen.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn a_mutation_past_its_deadline_is_dropped() {
    let (server, seen) = start(&Drain::default()).await;
    RawClient::post(server, "stays", TIMEOUT_HEADER, "60000").await.read_until("\"code\":\"TIMEOUT\"").await;
    seen.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn of_a_batch_only_what_is_late_is_dropped() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client =
        RawClient::get(server, "slow,slow?batch=1&input=%7B%220%22%3A1%2C%221%22%3A60000%7D", TIMEOUT_HEADER).await;
    let answer = client.read_until("]").await;
    assert!(answer.starts_with("HTTP/1.1 207"), "{answer}");
    assert!(answer.contains(r#"[{"result":{"data":"done"}},{"error":{"#), "{answer}");
    seen.wait_for((2, 1, 1)).await;
}

#[tokio::test]
async fn a_stream_of_lines_ends_at_its_deadline() {
    let (server, seen) = start(&Drain::default()).await;
    let headers = format!("{TIMEOUT_HEADER}trpc-accept: application/jsonl\r\n");
    let mut client = RawClient::get(server, "count?batch=1", &headers).await;
    let answer = client.read_until("\r\n0\r\n\r\n").await;
    assert!(answer.contains(r#"[2,2,{"message":"#) && answer.contains("\"code\":\"TIMEOUT\""), "{answer}");
    seen.wait_for((1, 1, 0)).await;
}

#[tokio::test]
async fn a_call_knows_how_long_its_caller_still_waits() {
    let (server, _) = start(&Drain::default()).await;
    for (target, more) in [("left", ""), ("left?batch=1", ""), ("left?batch=1", "trpc-accept: application/jsonl\r\n")] {
        let mut client = RawClient::get(server, target, &format!("isotype-timeout-ms: 9000\r\n{more}")).await;
        client.read_until("\"data\":8.").await;
    }
    RawClient::get(server, "left", "").await.read_until("\"data\":null").await;
}

#[tokio::test]
async fn a_deadline_that_is_no_number_is_none() {
    let (server, _) = start(&Drain::default()).await;
    RawClient::get(server, "slow?input=1", "isotype-timeout-ms: soon\r\n").await.read_until("\"done\"").await;
}
