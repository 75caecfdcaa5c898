//! What one client may ask for.

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

async fn failure(response: reqwest::Response) -> (u16, String, Value) {
    let status = response.status().as_u16();
    let body: Value = serde_json::from_slice(&response.bytes().await.unwrap()).unwrap();
    let error = body["error"].clone();
    (status, error["data"]["code"].as_str().unwrap_or_default().to_owned(), error["data"]["path"].clone())
}

#[tokio::test]
async fn an_address_that_is_too_long_is_refused() {
    let service =
        Service::start(|routes| routes.limits(Limits { url: 64, ..Limits::default() }), |server| server).await;
    let response = reqwest::get(format!("{}/work?input={}", service.url, "1".repeat(64))).await.unwrap();
    assert_eq!(failure(response).await, (413, "PAYLOAD_TOO_LARGE".to_owned(), Value::Null));
}

#[tokio::test]
async fn json_that_is_too_deep_fails_who_reads_it() {
    let limits = Limits { json_depth: 4, ..Limits::default() };
    let service = Service::start(|routes| routes.limits(limits), |server| server).await;
    service.seen.go_on.notify_one();
    // `work` reads no input.
    let response = reqwest::get(format!("{}/work?input=[[[[[1]]]]]", service.url)).await.unwrap();
    assert_eq!(response.status(), 200);
    for (input, status) in [("[[[[1]]]]", 200), ("[[[[[1]]]]]", 400)] {
        let response = reqwest::get(format!("{}/echo?input={input}", service.url)).await.unwrap();
        assert_eq!(response.status(), status, "{input}");
    }
    let response = reqwest::get(format!("{}/echo?input=[[[[[1]]]]]", service.url)).await.unwrap();
    assert_eq!(failure(response).await, (400, "BAD_REQUEST".to_owned(), Value::from("echo")));
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_closed() {
    let service = Service::start(|routes| routes, |server| server.header_read_timeout(Duration::from_millis(50))).await;
    for said in ["", "PRI * HTTP/2.0\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /rpc/work HTTP/1.1\r\nhost:"] {
        let mut silent = TcpStream::connect(service.address).await.unwrap();
        silent.write_all(said.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let closed = timeout(Duration::from_secs(10), silent.read_to_end(&mut answer)).await;
        closed.unwrap_or_else(|_| panic!("it stays open behind {said:?}")).unwrap();
    }
}

#[tokio::test]
async fn a_connection_that_asks_is_not_silent() {
    let service = Service::start(|routes| routes, |server| server.header_read_timeout(Duration::from_millis(50))).await;
    let call = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    tokio::time::sleep(Duration::from_millis(150)).await;
    service.seen.go_on.notify_one();
    assert_eq!(call.await.unwrap().unwrap().status(), 200);
}

/// What the log is told.
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
async fn connections_beyond_the_limit_wait_and_the_log_hears_of_it_once() {
    let log = Log::default();
    let writer = log.clone();
    let _told = tracing_subscriber::fmt().with_writer(move || writer.clone()).set_default();
    let service = Service::start(|routes| routes, |server| server.max_connections(1)).await;
    let first = TcpStream::connect(service.address).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    service.seen.go_on.notify_one();
    let second = tokio::spawn(reqwest::get(format!("{}/work", service.url)));
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!second.is_finished());
    drop(first);
    let answer = timeout(Duration::from_secs(10), second).await.expect("it is never served").unwrap().unwrap();
    assert_eq!(answer.status(), 200);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(log.matches("as many connections are open as may be").count(), 1, "{log}");
}

#[tokio::test]
async fn a_post_reaches_a_query_only_where_that_is_allowed() {
    for (allowed, status) in [(false, 405), (true, 200)] {
        let service = Service::start(|routes| routes.method_override(allowed), |server| server).await;
        service.seen.go_on.notify_one();
        let post =
            reqwest::Client::new().post(format!("{}/work", service.url)).header("content-type", "application/json");
        assert_eq!(post.send().await.unwrap().status(), status);
    }
}
