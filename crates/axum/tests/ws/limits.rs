//! Tests of the limits on a socket.

use std::{sync::atomic::Ordering::SeqCst, time::Duration};

use isotype_axum::{Limits, Routes};
use serde_json::{Value, json};

use crate::{
    app::App,
    server::{Server, wait_until},
};

fn small_limits(routes: Routes<App>) -> Routes<App> {
    routes.limits(Limits {
        batch_size: 2,
        subscriptions: 2,
        in_flight: 2,
        socket_message: 4096,
        send_queue: 4,
        ..Limits::default()
    })
}

#[tokio::test]
async fn closes_with_1009_on_an_oversized_frame() {
    let mut client = Server::with(small_limits).await.open().await;
    client.call(1, "query", "ping", json!("x".repeat(5000))).await;
    assert_eq!(client.closed().await.0, 1009);
}

#[tokio::test]
async fn rejects_each_message_of_an_oversized_batch() {
    let mut client = Server::with(small_limits).await.open().await;
    let message = |id| format!(r#"{{"id":{id},"method":"query","params":{{"path":"ping"}}}}"#);
    client.send(&format!("[{},{},{}]", message(1), message(2), message(3))).await;
    for id in 1..4 {
        let (failed, code, _) = client.failure().await;
        assert_eq!((failed, &*code), (json!(id), "BAD_REQUEST"));
    }
}

#[tokio::test]
async fn rejects_subscriptions_above_the_limit_until_one_ends() {
    let mut client = Server::with(small_limits).await.open().await;
    for id in 1..4 {
        client.call(id, "subscription", "silent", Value::Null).await;
    }
    let (id, code, message) = loop {
        let text = client.text().await;
        if text.contains("error") {
            let frame: Value = serde_json::from_str(&text).unwrap();
            let error = frame["error"].clone();
            break (frame["id"].clone(), error["data"]["code"].clone(), error["message"].to_string());
        }
    };
    assert_eq!((id, code), (json!(3), json!("TOO_MANY_REQUESTS")));
    assert!(message.contains("too many subscriptions"), "{message}");
    client.send(r#"{"id":1,"method":"subscription.stop"}"#).await;
    while client.text().await != r#"{"id":1,"result":{"type":"stopped"}}"# {}
    client.call(4, "subscription", "silent", Value::Null).await;
    client.expect(r#"{"id":4,"result":{"type":"started"}}"#).await;
}

#[tokio::test]
async fn queues_calls_above_the_limit_in_order() {
    let server = Server::with(small_limits).await;
    let mut client = server.open().await;
    for id in 1..9 {
        client.call(id, "query", "wait", json!(30)).await;
    }
    let mut max_active = 0;
    for id in 1..9 {
        max_active = max_active.max(server.app.active.load(SeqCst));
        let frame: Value = serde_json::from_str(&client.text().await).unwrap();
        let pair = [id, if id % 2 == 1 { id + 1 } else { id - 1 }];
        assert!(pair.contains(&frame["id"].as_u64().unwrap()), "{frame} received as response {id}");
    }
    assert!(max_active <= 2, "{max_active} calls ran at a time");
    wait_until(|| server.app.active.load(SeqCst) == 0).await;
}

#[tokio::test]
async fn stops_reading_from_a_client_that_does_not_read() {
    use futures_util::SinkExt;
    use tokio_tungstenite::tungstenite::Message;
    let mut client = Server::with(small_limits).await.open().await;
    // The responses fill the kernel's buffers, then the outbox. After that, the server stops reading.
    let flood = async {
        loop {
            client.0.feed(Message::text("?".repeat(4000))).await.unwrap();
        }
    };
    assert!(tokio::time::timeout(Duration::from_secs(2), flood).await.is_err());
}

#[tokio::test]
async fn counts_an_open_socket_as_a_connection() {
    let server = Server::configured(|routes| routes, |server| server.max_connections(1)).await;
    let mut first = server.open().await;
    let mut second = std::pin::pin!(server.open());
    assert!(tokio::time::timeout(Duration::from_millis(200), &mut second).await.is_err());
    first.send("PING").await;
    first.expect("PONG").await;
    drop(first);
    tokio::time::timeout(Duration::from_secs(5), second).await.expect("the connection slot is free");
}

#[tokio::test]
async fn resumes_reading_when_the_outbox_is_written() {
    use futures_util::SinkExt;
    use tokio_tungstenite::tungstenite::Message;
    let server = Server::with(small_limits).await;
    for target in ["/rpc", "/rpc?connectionParams=1"] {
        let mut client = server.open_at(target).await;
        for _ in 0..100 {
            client.0.feed(Message::text("PING")).await.unwrap();
        }
        client.0.flush().await.unwrap();
        for _ in 0..100 {
            client.expect("PONG").await;
        }
    }
}
