//! Tests of subscriptions as opened by `httpSubscriptionLink`.

use axum::body::Body;
use futures_util::StreamExt;
use http::Request;

use crate::app::{get, open, post, send};

const CONNECTED: &str = "event: connected\ndata: {\"reconnectAfterInactivityMs\":30000}\n\n";

#[tokio::test]
async fn values_come_with_their_ids_and_an_end() {
    let answer = get("count").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "text/event-stream");
    assert_eq!(answer.headers["cache-control"], "no-cache, no-transform");
    assert_eq!(
        answer.text,
        format!("{CONNECTED}data: 1\nid: 1\n\ndata: 2\nid: 2\n\ndata: 3\nid: 3\n\nevent: return\ndata:\n\n")
    );
}

#[tokio::test]
async fn a_subscriber_resumes_by_header_parameter_or_input() {
    let rest = format!("{CONNECTED}data: 3\nid: 3\n\nevent: return\ndata:\n\n");
    let by_header = Request::get("/rpc/count").header("Last-Event-ID", "2").body(Body::empty()).unwrap();
    assert_eq!(send(by_header).await.text, rest);
    assert_eq!(get("count?lastEventId=2").await.text, rest);
    assert_eq!(get("count?input=%7B%22lastEventId%22%3A%222%22%7D").await.text, rest);
}

#[tokio::test]
async fn a_failure_is_the_last_event() {
    let text = get("fails").await.text;
    assert!(text.starts_with(&format!(
        "{CONNECTED}data: 1\n\nevent: serialized-error\ndata: {{\"message\":\"that title is taken"
    )));
    assert!(text.ends_with("\"error\":{\"type\":\"TitleTaken\",\"by\":1}}}\n\n"), "{text}");
}

#[tokio::test]
async fn a_panic_is_a_failure_without_its_text() {
    let text = get("panics").await.text;
    assert!(text.contains("INTERNAL_SERVER_ERROR") && !text.contains("secret"), "{text}");
}

#[tokio::test]
async fn what_is_refused_after_routing_goes_into_the_stream() {
    let answer = get("private").await;
    assert_eq!(answer.status, 200);
    assert!(
        answer.text.starts_with(CONNECTED)
            && answer.text.contains("event: serialized-error\ndata: {\"message\":\"no access token")
    );
    assert!(post("count", "{}").await.text.contains("METHOD_NOT_SUPPORTED"));
}

#[tokio::test(start_paused = true)]
async fn silence_is_broken_by_pings() {
    let response = open(Request::get("/rpc/silent").body(Body::empty()).unwrap()).await;
    let mut body = response.into_body().into_data_stream();
    assert_eq!(body.next().await.unwrap().unwrap(), CONNECTED);
    let before = tokio::time::Instant::now();
    assert_eq!(body.next().await.unwrap().unwrap(), "event: ping\ndata:\n\n");
    assert_eq!(before.elapsed().as_secs(), 10);
}
