//! Tests of sockets that the server closes.

use std::{
    sync::atomic::Ordering::SeqCst,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::server::{Server, wait_until};

#[tokio::test]
async fn closes_with_4401_when_the_authorization_expires() {
    let server = Server::new().await;
    let mut client = server.open_at("/rpc?connectionParams=1").await;
    client.send(r#"{"method":"connectionParams","data":{"token":"brief"}}"#).await;
    let start = Instant::now();
    client.call(1, "subscription", "private", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    assert_eq!(client.closed().await, (4401, "expired".to_owned()));
    assert!(start.elapsed() >= Duration::from_millis(150), "{:?}", start.elapsed());
}

#[tokio::test]
async fn completes_calls_in_flight_and_closes_with_1012_on_shutdown() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.call(1, "subscription", "silent", Value::Null).await;
    client.call(2, "query", "wait", json!(200)).await;
    client.expect(r#"{"id":1,"result":{"type":"started"}}"#).await;
    wait_until(|| server.app.active.load(SeqCst) == 2).await;
    server.drain.start();
    tokio::time::sleep(Duration::from_millis(50)).await;
    client.call(3, "query", "ping", Value::Null).await;
    assert_eq!(client.failure().await.1, "SERVICE_UNAVAILABLE");
    client.expect(r#"{"id":2,"result":{"type":"data","data":200}}"#).await;
    assert_eq!(client.closed().await.0, 1012);
    assert!(server.drain.wait_timeout(Duration::from_secs(2)).await);
    assert_eq!(server.app.active.load(SeqCst), 0);
    let Err(tokio_tungstenite::tungstenite::Error::Http(response)) = server.connect(server.request("/rpc")).await
    else {
        panic!("the socket is opened during shutdown")
    };
    assert_eq!(response.status(), 503);
}

#[tokio::test]
async fn closes_sockets_within_seconds_on_shutdown() {
    let server = Server::new().await;
    let mut idle = server.open_at("/rpc?connectionParams=1").await;
    let mut busy = server.open().await;
    busy.call(1, "query", "wait", json!(60_000)).await;
    wait_until(|| server.app.active.load(SeqCst) == 1).await;
    let start = Instant::now();
    server.drain.start();
    assert_eq!(idle.closed().await.0, 1012);
    assert!(start.elapsed() < Duration::from_secs(1));
    assert_eq!(busy.closed().await.0, 1012);
    assert!(start.elapsed() < Duration::from_secs(5));
}
