//! Smaller answers, none of them later.

use std::time::Duration;

use reqwest::{Client, Response};
use tokio::time::timeout;

use crate::harness::Running;

/// Asks for something compressed, and does not undo it.
async fn ask(running: &Running, path: &str, accept: &str) -> Response {
    let client = Client::builder().no_gzip().no_brotli().build().unwrap();
    let request = client.get(format!("{}{path}", running.url)).header("accept-encoding", "gzip, br");
    request.header("trpc-accept", accept).header("accept", accept).send().await.unwrap()
}

#[tokio::test]
async fn a_long_answer_is_compressed_and_its_tag_still_holds() {
    let running = Running::start(&[], |serve| serve).await;
    let response = ask(&running, "/rpc/long", "*/*").await;
    assert_eq!(response.headers()["content-encoding"], "br");
    let tag = response.headers()["etag"].to_str().unwrap().to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let bytes = response.bytes().await.unwrap();
    assert!(bytes.len() < 1000, "{}", bytes.len());
    let read = running.get("/rpc/long").await;
    assert!(read.text().await.unwrap().contains("all work and no play all work"));
    let again =
        Client::new().get(format!("{}/rpc/long", running.url)).header("if-none-match", tag).send().await.unwrap();
    assert_eq!(again.status(), 304);
    assert!(ask(&running, "/rpc/ping", "*/*").await.headers().get("content-encoding").is_none());
}

#[tokio::test]
async fn it_can_be_turned_off() {
    let running = Running::start(&[("TEST_COMPRESSION", "false")], |serve| serve).await;
    assert!(ask(&running, "/rpc/long", "*/*").await.headers().get("content-encoding").is_none());
}

#[tokio::test]
async fn no_line_and_no_event_waits_for_the_next() {
    let running = Running::start(&[], |serve| serve).await;
    for (path, accept, first) in
        [("/rpc/numbers?batch=1", "application/jsonl", "[[1]]"), ("/rpc/ticks", "text/event-stream", "data: 2")]
    {
        let mut response = ask(&running, path, accept).await;
        assert!(response.headers().get("content-encoding").is_none(), "{path}");
        let mut text = String::new();
        while !text.contains(first) {
            let chunk = timeout(Duration::from_secs(10), response.chunk()).await.expect("it is held back");
            text += std::str::from_utf8(&chunk.unwrap().expect("it goes on")).unwrap();
        }
    }
    running.go_on.notify_one();
}
