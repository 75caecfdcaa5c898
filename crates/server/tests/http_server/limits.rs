//! Tests of per-request and per-connection limits.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use isotype_axum::Limits;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tracing_subscriber::util::SubscriberInitExt;

use crate::harness::Service;

async fn error_of(response: reqwest::Response) -> (u16, String, Value) {
    let status = response.status().as_u16();
    let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    let error = body["error"].clone();
    (status, error["data"]["code"].as_str().unwrap_or_default().to_owned(), error["data"]["path"].clone())
}

#[tokio::test]
async fn rejects_url_over_limit() {
    let service =
        Service::start(|routes| routes.limits(Limits { url: 64, ..Limits::default() }), |server| server).await;
    let response = reqwest::get(format!("{}/work?input={}", service.url, "1".repeat(64))).await.unwrap();
    assert_eq!(error_of(response).await, (413, "PAYLOAD_TOO_LARGE".to_owned(), Value::Null));
}

#[tokio::test]
async fn rejects_deep_json_only_if_input_is_read() {
    let limits = Limits { json_depth: 4, ..Limits::default() };
    let service = Service::start(|routes| routes.limits(limits), |server| server).await;
    service.seen.resume.notify_one();
    // `work` does not read its input.
    let response = reqwest::get(format!("{}/work?input=[[[[[1]]]]]", service.url)).await.unwrap();
    assert_eq!(response.status(), 200);
    for (input, status) in [("[[[[1]]]]", 200), ("[[[[[1]]]]]", 400)] {
        let response = reqwest::get(format!("{}/echo?input={input}", service.url)).await.unwrap();
        assert_eq!(response.status(), status, "{input}");
    }
    let response = reqwest::get(format!("{}/echo?input=[[[[[1]]]]]", service.url)).await.unwrap();
    assert_eq!(error_of(response).await, (400, "BAD_REQUEST".to_owned(), Value::from("echo")));
}

#[tokio::test]
async fn closes_connection_without_request_head() {
    let service = Service::start(|routes| routes, |server| server.header_read_timeout(Duration::from_millis(50))).await;
    for sent in ["", "PRI * HTTP/2.0\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /rpc/work HTTP/1.1\r\nhost:"] {
        let mut stream = TcpStream::connect(service.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        let mut response = Vec::new();
        let closed = timeout(Duration::from_secs(10), stream.read_to_end(&mut response)).await;
        closed.unwrap_or_else(|_| panic!("the connection stays open after {sent:?}")).unwrap();
    }
}

#[tokio::test]
async fn keeps_connection_open_during_long_call() {
    let service = Service::start(|routes| routes, |server| server.header_read_timeout(Duration::from_millis(50))).await;
    let call = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    tokio::time::sleep(Duration::from_millis(150)).await;
    service.seen.resume.notify_one();
    assert_eq!(call.await.unwrap().unwrap().status(), 200);
}

/// Buffer that captures log output.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        std::io::Write::write(&mut *self.0.lock().unwrap(), bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn connections_over_limit_wait_and_are_logged_once() {
    let log = Log::default();
    let writer = log.clone();
    let _subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).set_default();
    let service = Service::start(|routes| routes, |server| server.max_connections(1)).await;
    let first = TcpStream::connect(service.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    service.seen.resume.notify_one();
    let second = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!second.is_finished());
    drop(first);
    let response = timeout(Duration::from_secs(10), second)
        .await
        .expect("the second connection is never served")
        .unwrap()
        .unwrap();
    assert_eq!(response.status(), 200);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(log.matches("connection limit reached").count(), 1, "{log}");
}

#[tokio::test]
async fn serves_query_by_post_only_with_method_override() {
    for (allowed, status) in [(false, 405), (true, 200)] {
        let service = Service::start(|routes| routes.method_override(allowed), |server| server).await;
        service.seen.resume.notify_one();
        let post =
            reqwest::Client::new().post(format!("{}/work", service.url)).header("content-type", "application/json");
        assert_eq!(post.send().await.unwrap().status(), status);
    }
}
