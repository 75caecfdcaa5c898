//! Subscriptions.

use std::sync::atomic::Ordering::SeqCst;

use serde_json::{Value, json};

use crate::server::{Server, wait_until};

#[tokio::test]
async fn started_values_stopped() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "plain", json!(2)).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":1}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":2}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn a_tracked_one_resumes_by_message_or_input() {
    let mut client = Server::new().await.open().await;
    let by_message = r#"{"id":1,"method":"subscription","params":{"path":"count","input":1,"lastEventId":"5"}}"#;
    client.send(by_message).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":{"id":"6","data":6},"id":"6"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    client.call(2, "subscription", "flood", json!({"lastEventId": "41"})).await;
    client.expect(r#"{"id":2,"result":{"type":"started"}}"#).await;
    assert!(client.text().await.ends_with(r#","id":"42"}}"#));
}

#[tokio::test]
async fn a_failure_and_then_stopped() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "fails", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":1}}"#).await;
    assert_eq!(client.failure().await, (json!(1), "UNAUTHORIZED".into(), "no more for you".into()));
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
}

#[tokio::test]
async fn refused_before_it_starts_there_is_only_the_failure() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "private", Value::Null).await;
    client.call(2, "subscription", "strict", json!("text")).await;
    assert_eq!(client.failure().await.1, "UNAUTHORIZED");
    assert_eq!(client.failure().await.1, "BAD_REQUEST");
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn stopped_by_its_client_the_producer_is_dropped() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "subscription", "silent", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    assert_eq!(server.app.live.load(SeqCst), 1);
    client.send(r#"{"id":1,"method":"subscription.stop"}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"stopped"}}"#).await;
    wait_until(|| server.app.live.load(SeqCst) == 0).await;
    client.send(r#"{"id":1,"method":"subscription.stop"}"#).await;
    client.send(r#"{"id":99,"method":"subscription.stop"}"#).await;
    assert!(client.is_quiet(50).await);
}

#[tokio::test]
async fn an_id_that_lives_is_taken_and_free_after() {
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
async fn a_busy_one_holds_up_no_call() {
    let mut client = Server::new().await.open().await;
    client.call(1, "subscription", "flood", Value::Null).await;
    client.call(2, "query", "ping", Value::Null).await;
    for _ in 0..10_000 {
        if client.text().await == r#"{"id":2,"result":{"type":"data","data":"pong"}}"# {
            return;
        }
    }
    panic!("no answer among 10,000 events");
}
