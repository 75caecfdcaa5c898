//! Tests of connection params and upgrade request headers.

use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::http::HeaderValue;

use crate::server::Server;

#[tokio::test]
async fn authenticates_all_calls_by_a_token_in_the_params() {
    let server = Server::new().await;
    let mut client = server.open_at("/rpc?connectionParams=1").await;
    client.send("PING").await;
    client.expect("PONG").await;
    client.send(r#"{"method":"connectionParams","data":{"token":"good"}}"#).await;
    for id in 1..3 {
        client.call(id, "query", "me", Value::Null).await;
        client.expect(&format!(r#"{{"id":{id},"result":{{"type":"data","data":"ann"}}}}"#)).await;
    }
}

#[tokio::test]
async fn handles_messages_after_the_params_in_order() {
    let mut client = Server::new().await.open_at("/rpc?connectionParams=1").await;
    client.send(r#"{"method":"connectionParams","data":null}"#).await;
    client.call(1, "query", "ping", Value::Null).await;
    client.call(2, "query", "me", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":"pong"}}"#).await;
    assert_eq!(client.failure().await.1, "UNAUTHORIZED");
}

#[tokio::test]
async fn closes_the_socket_on_malformed_params() {
    let server = Server::new().await;
    for (first, message) in [
        (r#"{"id":1,"method":"query","params":{"path":"ping"}}"#, "Invalid connection params shape"),
        (r#"{"method":"connectionParams","data":{"a":null}}"#, "Invalid connection params shape"),
        (r#"[{"method":"connectionParams","data":{}}]"#, "Malformed TRPCConnectionParamsMessage"),
    ] {
        let mut client = server.open_at("/rpc?connectionParams=1").await;
        client.send(first).await;
        assert_eq!(client.failure().await, (json!(null), "PARSE_ERROR".into(), message.into()));
        assert_eq!(client.closed().await.0, 1008);
    }
}

#[tokio::test]
async fn closes_the_socket_if_the_params_do_not_arrive_in_time() {
    let timeouts = |routes: isotype_axum::Routes<crate::app::App>| {
        routes.websocket_keep_alive(std::time::Duration::from_secs(30), std::time::Duration::from_millis(50))
    };
    let mut client = Server::with(timeouts).await.open_at("/rpc?connectionParams=1").await;
    // A ping does not extend the timeout.
    client.send("PING").await;
    client.expect("PONG").await;
    assert_eq!(client.failure().await.1, "TIMEOUT");
    assert_eq!(client.closed().await.0, 1008);
}

#[tokio::test]
async fn passes_headers_of_the_upgrade_to_every_call() {
    let server = Server::new().await;
    let mut request = server.request("/rpc");
    request.headers_mut().insert("authorization", HeaderValue::from_static("Bearer good"));
    request.headers_mut().insert("cookie", HeaderValue::from_static("session=s1"));
    let (mut client, _) = server.connect(request).await.unwrap();
    client.call(1, "query", "me", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":"ann"}}"#).await;
    client.call(2, "query", "cookie", Value::Null).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":"s1"}}"#).await;
}
