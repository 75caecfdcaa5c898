//! Bodies that break off, are too long, or come byte by byte.

use std::time::Duration;

use isotype::axum::Drain;
use tokio::time::sleep;

use crate::{app::start, wire::RawClient};

const HEAD: &str = "POST /rpc/stays HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn a_client_that_is_killed_within_its_body_runs_nothing() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 5\r\n\r\n1")).await;
    sleep(Duration::from_millis(50)).await;
    client.write("0").await;
    drop(client);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(seen.counts(), (0, 0, 0));
}

#[tokio::test]
async fn a_chunked_body_that_breaks_off_runs_nothing() {
    let (server, seen) = start(&Drain::default()).await;
    // What has come would be an input, but it is not known to be all of it.
    let client = RawClient::send(server, &format!("{HEAD}transfer-encoding: chunked\r\n\r\n1\r\n7\r\n")).await;
    sleep(Duration::from_millis(50)).await;
    drop(client);
    sleep(Duration::from_millis(100)).await;
    assert_eq!(seen.counts(), (0, 0, 0));
}

#[tokio::test]
async fn a_body_that_is_too_long_is_not_read_to_its_end() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 1000000000\r\n\r\n")).await;
    client.write(&" ".repeat(2000)).await;
    let answer = client.read_until("}}}").await;
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("PAYLOAD_TOO_LARGE"), "{answer}");
    assert_eq!(seen.counts(), (0, 0, 0));
}

#[tokio::test]
async fn a_body_that_comes_slowly_is_waited_for_and_one_that_stops_is_not() {
    let (server, seen) = start(&Drain::default()).await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 4\r\n\r\n")).await;
    for byte in ["1", " ", " ", " "] {
        sleep(Duration::from_millis(200)).await;
        client.write(byte).await;
    }
    client.read_until("\"done\"").await;
    let mut client = RawClient::send(server, &format!("{HEAD}content-length: 2\r\n\r\n1")).await;
    let answer = client.read_to_end().await;
    assert!(answer.starts_with("HTTP/1.1 408") && answer.contains("\"code\":\"TIMEOUT\""), "{answer}");
    assert_eq!(seen.counts(), (1, 0, 1));
}

#[tokio::test]
async fn a_head_that_comes_byte_by_byte_is_a_request_all_the_same() {
    let (server, _) = start(&Drain::default()).await;
    let mut client = RawClient::connect(server).await;
    for byte in format!("{HEAD}content-length: 1\r\n\r\n1").chars() {
        client.write(&byte.to_string()).await;
        sleep(Duration::from_millis(1)).await;
    }
    client.read_until("\"done\"").await;
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let (server, _) = start(&Drain::default()).await;
    let answer = RawClient::send(server, "\u{16}\u{3}\u{1}hello\r\n\r\n").await.read_to_end().await.to_owned();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
}
