//! Subscribers that read more slowly than events come.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::server::{Client, Server, wait_until};

async fn stalled(server: &Server, path: &str) -> Client {
    let mut client = server.open().await;
    client.call(1, "subscription", path, Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client
}

/// The number of the next event.
async fn next(client: &mut Client) -> usize {
    let frame: Value = serde_json::from_str(&client.text().await).unwrap();
    frame["result"]["id"].as_str().unwrap().parse().unwrap()
}

fn counts(server: &Server, path: &str) -> (u64, u64) {
    let all = server.slow.counts();
    all.iter()
        .find(|(name, _)| name == path)
        .map_or((0, 0), |(_, counts)| (counts.dropped_events, counts.disconnected_subscribers))
}

/// How many events were made when no more are.
async fn settled(server: &Server) -> usize {
    let mut before = usize::MAX;
    loop {
        let now = server.app.made.load(SeqCst);
        if now == before {
            return now;
        }
        before = now;
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
}

#[tokio::test]
async fn the_stream_waits_and_nothing_is_lost() {
    let server = Server::new().await;
    let mut client = stalled(&server, "flood").await;
    let made = settled(&server).await;
    for n in 1..made + 500 {
        assert_eq!(next(&mut client).await, n);
    }
}

#[tokio::test]
async fn the_oldest_are_dropped_and_the_order_stays() {
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
async fn only_the_newest_waits() {
    let server = Server::new().await;
    let mut client = stalled(&server, "slow.newest").await;
    wait_until(|| counts(&server, "slow.newest").0 > 1000).await;
    let made = server.app.made.load(SeqCst);
    // What was written before the stall comes first, then the newest of all.
    while next(&mut client).await < made {}
}

#[tokio::test]
async fn who_does_not_keep_up_is_disconnected_and_resumes_without_loss() {
    let server = Server::new().await;
    let mut client = stalled(&server, "slow.leave").await;
    wait_until(|| counts(&server, "slow.leave").1 == 1).await;
    let mut last = 0;
    while let Some(tokio_tungstenite::tungstenite::Message::Text(text)) = client.message().await {
        let frame: Value = serde_json::from_str(&text).unwrap();
        let id: usize = frame["result"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!(id, last + 1);
        last = id;
    }
    let mut client = server.open().await;
    let params = serde_json::json!({"path": "slow.leave", "lastEventId": last.to_string()});
    client.send(&serde_json::json!({"id": 1, "method": "subscription", "params": params}).to_string()).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    assert_eq!(next(&mut client).await, last + 1);
}

#[tokio::test]
async fn over_server_sent_events_the_body_ends_without_a_return() {
    let server = Server::new().await;
    let mut stream = server.stream().await;
    stream.write_all(b"GET /rpc/slow.leave HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
    wait_until(|| counts(&server, "slow.leave").1 == 1).await;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    assert!(text.contains("event: connected") && text.contains("\nid: 1\n"));
    assert!(text.ends_with("\r\n0\r\n\r\n") && !text.contains("event: return"));
}

#[tokio::test]
async fn over_server_sent_events_who_never_reads_is_cut_off() {
    let server = Server::served(|routes| routes, |server| server.max_connections(1)).await;
    let mut stalled = server.stream().await;
    let head = "GET /rpc/slow.leave HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\n\r\n";
    stalled.write_all(head.as_bytes()).await.unwrap();
    wait_until(|| counts(&server, "slow.leave").1 == 1).await;
    // Its place is free, though nobody has read what was sent.
    let mut next = server.stream().await;
    next.write_all(b"GET /rpc/ping HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut text = String::new();
    tokio::time::timeout(Duration::from_secs(5), next.read_to_string(&mut text)).await.unwrap().unwrap();
    assert!(text.contains("pong"), "{text}");
    text.clear();
    stalled.read_to_string(&mut text).await.unwrap();
    assert!(text.contains("\nid: 1\n") && !text.ends_with("\r\n0\r\n\r\n"));
}
