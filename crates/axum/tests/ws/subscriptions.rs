//! Tests of subscriptions over a socket.

use std::sync::atomic::Ordering::SeqCst;

use serde_json::{Value, json};

use crate::server::{Server, wait_until};

#[tokio::test]
async fn sends_started_then_values_then_stopped() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "plain", json!(2)).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":1}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":2}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn resumes_after_last_event_id_in_message_or_input() {
    let mut client = Server::new().await.open().await;
    let with_id = r#"{"id":1,"method":"subscription","params":{"path":"count","input":1,"lastEventId":"5"}}"#;
    client.send(with_id).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":{"id":"6","data":6},"id":"6"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    client.call(2, "subscription", "flood", json!({"lastEventId": "41"})).await;
    client.expect(r#"{"id":2,"result":{"type":"started"}}"#).await;
    assert!(client.text().await.ends_with(r#","id":"42"}}"#));
}

#[tokio::test]
async fn sends_an_error_then_stopped() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "fails", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":1}}"#).await;
    assert_eq!(client.failure().await, (json!(1), "UNAUTHORIZED".into(), "access revoked".into()));
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
}

#[tokio::test]
async fn sends_only_an_error_if_the_subscription_is_rejected() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "private", Value::Null).await;
    client.call(2, "subscription", "strict", json!("text")).await;
    assert_eq!(client.failure().await.1, "UNAUTHORIZED");
    assert_eq!(client.failure().await.1, "BAD_REQUEST");
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn drops_the_stream_when_the_client_stops_it() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "subscription", "silent", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    assert_eq!(server.app.active.load(SeqCst), 1);
    client.send(r#"{"id":1,"method":"subscription.stop"}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    wait_until(|| server.app.active.load(SeqCst) == 0).await;
    client.send(r#"{"id":1,"method":"subscription.stop"}"#).await;
    client.send(r#"{"id":99,"method":"subscription.stop"}"#).await;
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn rejects_an_id_in_use_and_accepts_it_after_stop() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "silent", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.call(1, "subscription", "plain", json!(1)).await;
    assert_eq!(client.failure().await, (json!(1), "BAD_REQUEST".into(), "Duplicate id 1".into()));
    client.send(r#"{"id":1,"method":"subscription.stop"}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    for _ in 0..2 {
        client.call(1, "subscription", "plain", json!(1)).await;
        client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
        client.expect(r#"{"id":1,"result":{"type":"data","data":1}}"#).await;
        client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    }
}

#[tokio::test]
async fn a_busy_subscription_does_not_delay_calls() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "flood", Value::Null).await;
    client.call(2, "query", "ping", Value::Null).await;
    for _ in 0..10_000 {
        if client.text().await == r#"{"id":2,"result":{"type":"data","data":"pong"}}"# {
            return;
        }
    }
    panic!("no response among 10,000 events");
}
