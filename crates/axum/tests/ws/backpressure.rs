//! Tests of subscribers that read more slowly than events arrive.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::server::{Client, Server, wait_until};

/// Opens a subscription whose client does not read.
async fn stalled(server: &Server, path: &str) -> Client {
    let mut client = server.open().await;
    client.call(1, "subscription", path, Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client
}

/// Returns the number of the next event.
async fn next(client: &mut Client) -> usize {
    let frame: Value = serde_json::from_str(&client.text().await).unwrap();
    frame["result"]["id"].as_str().unwrap().parse().unwrap()
}

/// Returns the numbers of dropped events and disconnected subscribers.
fn counts(server: &Server, path: &str) -> (u64, u64) {
    let counts = server.metrics.counts();
    counts
        .iter()
        .find(|(name, _)| name == path)
        .map_or((0, 0), |(_, counts)| (counts.dropped_events, counts.disconnected_subscribers))
}

/// Waits until no more events are sent, and returns the number of events sent.
async fn sent_until_blocked(server: &Server) -> usize {
    let mut previous = usize::MAX;
    loop {
        let sent = server.app.sent.load(SeqCst);
        if sent == previous {
            return sent;
        }
        previous = sent;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

#[tokio::test]
async fn wait_pauses_the_stream_without_loss() {
    let server = Server::new().await;
    let mut client = stalled(&server, "flood").await;
    let sent = sent_until_blocked(&server).await;
    for n in 1..sent + 500 {
        assert_eq!(next(&mut client).await, n);
    }
}

#[tokio::test]
async fn drop_oldest_keeps_the_order() {
    let server = Server::new().await;
    let mut client = stalled(&server, "slow.oldest").await;
    wait_until(|| counts(&server, "slow.oldest").0 > 1000).await;
    let (mut last, mut missed) = (0, 0);
    while missed < 1000 {
        let n = next(&mut client).await;
        assert!(n > last);
        missed += n - last - 1;
        last = n;
    }
    assert!(usize::try_from(counts(&server, "slow.oldest").0).unwrap() >= missed);
}

#[tokio::test]
async fn keep_latest_sends_the_newest_event() {
    let server = Server::new().await;
    let mut client = stalled(&server, "slow.newest").await;
    wait_until(|| counts(&server, "slow.newest").0 > 1000).await;
    let sent = server.app.sent.load(SeqCst);
    // Events written before the stall arrive first, followed by the newest.
    while next(&mut client).await < sent {}
}

#[tokio::test]
async fn disconnect_closes_the_socket_and_the_client_resumes_without_loss() {
    let server = Server::new().await;
    let mut client = stalled(&server, "slow.disconnect").await;
    wait_until(|| counts(&server, "slow.disconnect").1 == 1).await;
    let mut last = 0;
    while let Some(tokio_tungstenite::tungstenite::Message::Text(text)) = client.message().await {
        let frame: Value = serde_json::from_str(&text).unwrap();
        let id: usize = frame["result"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(id, last + 1);
        last = id;
    }
    let mut client = server.open().await;
    let params = serde_json::json!({"path": "slow.disconnect", "lastEventId": last.to_string()});
    client.send(&serde_json::json!({"id": 1, "method": "subscription", "params": params}).to_string()).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    assert_eq!(next(&mut client).await, last + 1);
}

#[tokio::test]
async fn disconnect_ends_server_sent_events_without_a_return_event() {
    let server = Server::new().await;
    let mut stream = server.stream().await;
    stream.write_all(b"GET /rpc/slow.disconnect HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
    wait_until(|| counts(&server, "slow.disconnect").1 == 1).await;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    assert!(text.contains("event: connected") && text.contains("\nid: 1\n"));
    assert!(text.ends_with("\r\n0\r\n\r\n") && !text.contains("event: return"));
}

#[tokio::test]
async fn disconnect_aborts_the_connection_of_a_client_that_never_reads() {
    let server = Server::configured(|routes| routes, |server| server.max_connections(1)).await;
    let mut stalled = server.stream().await;
    let head = "GET /rpc/slow.disconnect HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\n\r\n";
    stalled.write_all(head.as_bytes()).await.unwrap();
    wait_until(|| counts(&server, "slow.disconnect").1 == 1).await;
    // The connection slot is free even though the client has not read the response.
    let mut next = server.stream().await;
    next.write_all(b"GET /rpc/ping HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut text = String::new();
    tokio::time::timeout(Duration::from_secs(5), next.read_to_string(&mut text)).await.unwrap().unwrap();
    assert!(text.contains("pong"), "{text}");
    text.clear();
    stalled.read_to_string(&mut text).await.unwrap();
    assert!(text.contains("\nid: 1\n") && !text.ends_with("\r\n0\r\n\r\n"));
}
