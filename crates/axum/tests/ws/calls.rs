//! Tests of queries and mutations over a socket.

use serde_json::{Value, json};

use crate::server::Server;

#[tokio::test]
async fn responds_with_the_id_of_the_call() {
    let mut client = Server::new().await.open().await;
    client.call(7, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":7,"result":{"type":"data","data":"pong"}}"#).await;
}

#[tokio::test]
async fn opens_only_at_the_path_of_the_api() {
    let server = Server::new().await;
    let mut client = server.open_at("/rpc/").await;
    client.call(1, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":"pong"}}"#).await;
    let Err(tokio_tungstenite::tungstenite::Error::Http(response)) = server.connect(server.request("/rpc/ping")).await
    else {
        panic!("the socket is opened at the path of a procedure")
    };
    assert_eq!(response.status(), 404);
}

#[tokio::test]
async fn responds_to_messages_of_a_batch_as_they_complete() {
    let mut client = Server::new().await.open().await;
    client
        .send(
            r#"[{"id":1,"method":"query","params":{"path":"wait","input":200}},
                {"id":2,"method":"bogus"},
                {"id":"b","jsonrpc":"2.0","method":"mutation","params":{"path":"waitMutation","input":1}},
                {"id":4,"method":"query","params":{"path":"nope"}}]"#,
        )
        .await;
    assert_eq!(client.failure().await, (json!(2), "PARSE_ERROR".into(), "Invalid procedure type".into()));
    let unknown = "No \"query\"-procedure on path \"nope\"";
    assert_eq!(client.failure().await, (json!(4), "NOT_FOUND".into(), unknown.into()));
    client.expect(r#"{"id":"b","jsonrpc":"2.0","result":{"type":"data","data":1}}"#).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":200}}"#).await;
}

#[tokio::test]
async fn rejects_calls_of_another_kind_as_not_found() {
    let mut client = Server::new().await.open().await;
    for (method, path) in
        [("mutation", "ping"), ("query", "waitMutation"), ("query", "plain"), ("subscription", "ping")]
    {
        client.call(1, method, path, json!(1)).await;
        let message = format!("No \"{method}\"-procedure on path \"{path}\"");
        assert_eq!(client.failure().await, (json!(1), "NOT_FOUND".into(), message));
    }
}

#[tokio::test]
async fn fails_only_the_call_whose_resolver_panics() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "broken.thing", Value::Null).await;
    assert_eq!(client.failure().await.1, "INTERNAL_SERVER_ERROR");
    client.call(2, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":"pong"}}"#).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_blocks_its_thread_does_not_delay_others() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "compute", json!(500)).await;
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let start = std::time::Instant::now();
    client.call(2, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":"pong"}}"#).await;
    assert!(start.elapsed().as_millis() < 300, "{:?}", start.elapsed());
    client.expect(r#"{"id":1,"result":{"type":"data","data":500}}"#).await;
}

#[tokio::test]
async fn rejects_streaming_queries() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "iter", Value::Null).await;
    let message = "Cannot return an async iterable or observable from a query procedure with WebSockets";
    assert_eq!(client.failure().await, (json!(1), "UNSUPPORTED_MEDIA_TYPE".into(), message.into()));
}

#[tokio::test]
async fn cancels_calls_at_their_deadline() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.send(r#"{"id":1,"method":"query","params":{"path":"wait","input":9000,"timeoutMs":29.5}}"#).await;
    let (id, code, _) = client.failure().await;
    assert_eq!((id, &*code), (json!(1), "TIMEOUT"));
    crate::server::wait_until(|| server.app.active.load(std::sync::atomic::Ordering::SeqCst) == 0).await;
}

#[tokio::test]
async fn passes_the_deadline_to_the_procedure() {
    let mut client = Server::new().await.open().await;
    client.send(r#"{"id":1,"method":"query","params":{"path":"remaining","timeoutMs":9000}}"#).await;
    let response = client.text().await;
    assert!(response.contains(r#""data":8."#), "{response}");
    client.send(r#"{"id":2,"method":"query","params":{"path":"remaining"}}"#).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":null}}"#).await;
}

#[tokio::test]
async fn replaces_invalid_utf8_in_text_frames() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "invalidUtf8", Value::Null).await;
    client.expect("{\"id\":1,\"result\":{\"type\":\"data\",\"data\":\"\u{fffd}\"}}").await;
}
