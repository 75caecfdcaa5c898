//! Request bodies that are truncated, too long or slow.

use std::time::Duration;

use isotype::axum::Drain;
use tokio::time::sleep;

use crate::{app::start, raw_client::RawClient};

const HEAD: &str = "POST /rpc/stays HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn client_that_disconnects_within_its_body_runs_no_procedure() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 5\r\n\r\n1")).await;
    sleep(Duration::from_millis(50)).await;
    client.write("0").await;
    drop(client);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(counter.counts(), (0, 0, 0));
}

#[tokio::test]
async fn truncated_chunked_body_runs_no_procedure() {
    let (server, counter) = start(&Drain::default()).await;
    // The bytes so far are a valid input, but the last chunk is missing.
    let client = RawClient::send(server, &format!("{HEAD}transfer-encoding: chunked\r\n\r\n1\r\n7\r\n")).await;
    sleep(Duration::from_millis(50)).await;
    drop(client);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(counter.counts(), (0, 0, 0));
}

#[tokio::test]
async fn rejects_body_over_the_limit_without_reading_all_of_it() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 1000000000\r\n\r\n")).await;
    client.write(&" ".repeat(2000)).await;
    let response = client.read_until("}}}").await;
    assert!(response.starts_with("HTTP/1.1 413") && response.contains("PAYLOAD_TOO_LARGE"), "{response}");
    assert_eq!(counter.counts(), (0, 0, 0));
}

#[tokio::test]
async fn accepts_slow_body_and_rejects_idle_body() {
    let (server, counter) = start(&Drain::default()).await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 4\r\n\r\n")).await;
    for byte in ["1", " ", " ", " "] {
        sleep(Duration::from_millis(200)).await;
        client.write(byte).await;
    }
    client.read_until("\"done\"").await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 2\r\n\r\n1")).await;
    let response = client.read_to_end().await;
    assert!(response.starts_with("HTTP/1.1 408") && response.contains("\"code\":\"TIMEOUT\""), "{response}");
    assert_eq!(counter.counts(), (1, 0, 1));
}

#[tokio::test]
async fn accepts_head_sent_byte_by_byte() {
    let (server, _) = start(&Drain::default()).await;
    let mut client = RawClient::connect(server).await;
    for byte in format!("{HEAD}content-length: 1\r\n\r\n1").chars() {
        client.write(&byte.to_string()).await;
        sleep(Duration::from_millis(1)).await;
    }
    client.read_until("\"done\"").await;
}

#[tokio::test]
async fn rejects_bytes_that_are_not_http() {
    let (server, _) = start(&Drain::default()).await;
    let response = RawClient::send(server, "\u{16}\u{3}\u{1}hello\r\n\r\n").await.read_to_end().await.to_owned();
    assert!(response.starts_with("HTTP/1.1 400"), "{response}");
}
