//! Queries and mutations.

use serde_json::{Value, json};

use crate::server::Server;

#[tokio::test]
async fn a_query_is_answered_under_its_id() {
    let mut client = Server::new().await.open().await;
    client.call(7, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":7,"result":{"type":"data","data":"pong"}}"#).await;
}

#[tokio::test]
async fn the_mount_has_a_slash_or_none_and_is_the_only_place() {
    let server = Server::new().await;
    let mut client = server.open_at("/rpc/").await;
    client.call(1, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":1,"result":{"type":"data","data":"pong"}}"#).await;
    let Err(tokio_tungstenite::tungstenite::Error::Http(refused)) = server.connect(server.request("/rpc/ping")).await
    else {
        panic!("a socket at a procedure")
    };
    assert_eq!(refused.status(), 404);
}

#[tokio::test]
async fn each_message_of_an_array_is_answered_as_it_completes() {
    let mut client = Server::new().await.open().await;
    client
        .send(
            r#"[{"id":1,"method":"query","params":{"path":"wait","input":200}},
                {"id":2,"method":"bogus"},
                {"id":"b","jsonrpc":"2.0","method":"mutation","params":{"path":"slowly","input":1}},
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
async fn a_call_of_another_kind_is_not_found() {
    let mut client = Server::new().await.open().await;
    for (method, path) in [("mutation", "ping"), ("query", "slowly"), ("query", "plain"), ("subscription", "ping")] {
        client.call(1, method, path, json!(1)).await;
        let message = format!("No \"{method}\"-procedure on path \"{path}\"");
        assert_eq!(client.failure().await, (json!(1), "NOT_FOUND".into(), message));
    }
}

#[tokio::test]
async fn a_prefix_that_panics_fails_its_call_alone() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "broken.thing", Value::Null).await;
    assert_eq!(client.failure().await.1, "INTERNAL_SERVER_ERROR");
    client.call(2, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":"pong"}}"#).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_call_that_keeps_its_thread_holds_up_no_other() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "compute", json!(500)).await;
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let before = std::time::Instant::now();
    client.call(2, "query", "ping", Value::Null).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":"pong"}}"#).await;
    assert!(before.elapsed().as_millis() < 300, "{:?}", before.elapsed());
    client.expect(r#"{"id":1,"result":{"type":"data","data":500}}"#).await;
}

#[tokio::test]
async fn a_query_that_streams_is_refused() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "iter", Value::Null).await;
    let message = "Cannot return an async iterable or observable from a query procedure with WebSockets";
    assert_eq!(client.failure().await, (json!(1), "UNSUPPORTED_MEDIA_TYPE".into(), message.into()));
}

#[tokio::test]
async fn a_call_ends_at_its_deadline() {
    let server = Server::new().await;
    let mut client = server.open().await;
    client.send(r#"{"id":1,"method":"query","params":{"path":"wait","input":9000,"timeoutMs":29.5}}"#).await;
    let (id, code, _) = client.failure().await;
    assert_eq!((id, &*code), (json!(1), "TIMEOUT"));
    crate::server::wait_until(|| server.app.live.load(std::sync::atomic::Ordering::SeqCst) == 0).await;
}

#[tokio::test]
async fn a_call_knows_how_long_its_caller_still_waits() {
    let mut client = Server::new().await.open().await;
    client.send(r#"{"id":1,"method":"query","params":{"path":"left","timeoutMs":9000}}"#).await;
    let answer = client.text().await;
    assert!(answer.contains(r#""data":8."#), "{answer}");
    client.send(r#"{"id":2,"method":"query","params":{"path":"left"}}"#).await;
    client.expect(r#"{"id":2,"result":{"type":"data","data":null}}"#).await;
}

#[tokio::test]
async fn what_is_not_text_is_made_text() {
    let mut client = Server::new().await.open().await;
    client.call(1, "query", "notText", Value::Null).await;
    client.expect("{\"id\":1,\"result\":{\"type\":\"data\",\"data\":\"\u{fffd}\"}}").await;
}
