//! Tests of response compression.

use std::time::Duration;

use reqwest::{Client, Response};
use tokio::time::timeout;

use crate::harness::Running;

/// Requests a compressed response without decompressing it.
async fn get_compressed(running: &Running, path: &str, accept: &str) -> Response {
    let client = Client::builder().no_gzip().no_brotli().build().unwrap();
    let request = client.get(format!("{}{path}", running.url)).header("accept-encoding", "gzip, br");
    request.header("trpc-accept", accept).header("accept", accept).send().await.unwrap()
}

#[tokio::test]
async fn compresses_long_response_and_weakens_etag() {
    let running = Running::start(&[], |server| server).await;
    let response = get_compressed(&running, "/rpc/long", "*/*").await;
    assert_eq!(response.headers()["content-encoding"], "br");
    let tag = response.headers()["etag"].to_str().unwrap().to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let bytes = response.bytes().await.unwrap();
    assert!(bytes.len() < 1000, "{}", bytes.len());
    let plain = running.get("/rpc/long").await;
    assert!(plain.text().await.unwrap().contains("all work and no play all work"));
    let revalidated =
        Client::new().get(format!("{}/rpc/long", running.url)).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(revalidated.status(), 304);
    assert!(get_compressed(&running, "/rpc/ping", "*/*").await.headers().get("content-encoding").is_none());
}

#[tokio::test]
async fn does_not_compress_if_disabled() {
    let running = Running::start(&[("TEST_COMPRESSION", "false")], |server| server).await;
    assert!(get_compressed(&running, "/rpc/long", "*/*").await.headers().get("content-encoding").is_none());
}

#[tokio::test]
async fn does_not_delay_lines_and_events_of_streams() {
    let running = Running::start(&[], |server| server).await;
    for (path, accept, first) in
        [("/rpc/numbers?batch=1", "application/jsonl", "[[1]]"), ("/rpc/ticks", "text/event-stream", "data: 2")]
    {
        let mut response = get_compressed(&running, path, accept).await;
        assert!(response.headers().get("content-encoding").is_none(), "{path}");
        let mut text = String::new();
        while !text.contains(first) {
            let chunk = timeout(Duration::from_secs(10), response.chunk()).await.expect("the line or event is delayed");
            text += std::str::from_utf8(&chunk.unwrap().expect("the response ended")).unwrap();
        }
    }
    running.resume.notify_one();
}
