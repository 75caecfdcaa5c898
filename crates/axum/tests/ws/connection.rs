//! Tests of keep-alive, idle timeout and control messages.

use std::time::{Duration, Instant};

use futures_util::SinkExt;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::{Message, protocol::CloseFrame};

use crate::server::Server;

#[tokio::test]
async fn responds_to_ping_but_not_to_pong() {
    let mut client = Server::new().await.open().await;
    client.send("PING").await;
    client.expect("PONG").await;
    client.send("PONG").await;
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn sends_pong_after_queued_frames() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "silent", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    for text in [r#"{"id":2,"method":"?"}"#, r#"{"id":1,"method":"subscription.stop"}"#, "PING"] {
        client.0.feed(Message::text(text)).await.unwrap();
    }
    client.0.flush().await.unwrap();
    assert_eq!(client.failure().await.0, json!(2));
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    client.expect("PONG").await;
}

#[tokio::test]
async fn rejects_binary_frames_and_keeps_the_socket_open() {
    let mut client = Server::new().await.open().await;
    client.0.send(Message::binary("{\"id\":9}")).await.unwrap();
    let (id, code, message) = client.failure().await;
    assert_eq!((id, &*code), (Value::Null, "PARSE_ERROR"));
    assert!(message.contains("send JSON in text frames"), "{message}");
    client.call(1, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":"pong"}}"#).await;
}

#[tokio::test]
async fn pings_a_silent_client_and_closes_an_unresponsive_one() {
    let server =
        Server::with(|routes| routes.websocket_keep_alive(Duration::from_millis(50), Duration::from_millis(80))).await;
    let mut client = server.open().await;
    for _ in 0..3 {
        client.expect("PING").await;
        client.send("PONG").await;
    }
    client.call(1, "subscription", "silent", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect("PING").await;
    assert_eq!(client.closed().await.0, 1006);
    crate::server::wait_until(|| server.app.active.load(std::sync::atomic::Ordering::SeqCst) == 0).await;
}

#[tokio::test]
async fn does_not_ping_an_active_client() {
    let server =
        Server::with(|routes| routes.websocket_keep_alive(Duration::from_millis(300), Duration::from_millis(80))).await;
    let mut client = server.open().await;
    for _ in 0..10 {
        tokio::time::sleep(Duration::from_millis(50)).await;
        client.send("PING").await;
        client.expect("PONG").await;
    }
}

#[tokio::test]
async fn closes_an_idle_socket_but_not_one_with_a_subscription() {
    let timeouts = |routes: isotype_axum::Routes<crate::app::App>| {
        routes
            .websocket_idle_timeout(Duration::from_millis(200))
            .websocket_keep_alive(Duration::from_millis(50), Duration::from_secs(5))
    };
    let server = Server::with(timeouts).await;
    let (mut idle, mut busy) = (server.open().await, server.open().await);
    busy.call(1, "subscription", "silent", Value::Null).await;
    busy.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    // Pongs do not count as activity.
    let closed = loop {
        match idle.message().await {
            Some(Message::Text(text)) if text == "PING" => idle.0.send(Message::text("PONG")).await.unwrap(),
            Some(Message::Close(frame)) => break frame,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(closed, Some(CloseFrame { code: 1001.into(), reason: "idle".into() }));
    busy.expect("PING").await;
    busy.call(2, "query", "ping", Value::Null).await;
    while busy.text().await != r#"{"id":2,"result":{"type":"data","data":"pong"}}"# {}
}

#[tokio::test]
async fn completes_the_close_handshake_at_once() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "subscription", "silent", Value::Null).await;
    client.call(2, "query", "wait", json!(9000)).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    let start = Instant::now();
    client.0.close(Some(CloseFrame { code: 1000.into(), reason: "".into() })).await.unwrap();
    assert_eq!(client.closed().await.0, 1000);
    assert!(start.elapsed().as_millis() < 100, "{:?}", start.elapsed());
}
