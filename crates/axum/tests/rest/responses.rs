//! Tests of the responses to successful calls.

use serde_json::json;

use crate::app::{get, send};

#[tokio::test]
async fn responds_204_to_an_empty_output() {
    let removed = send("DELETE /things/a/1", &[], "").await;
    assert_eq!((removed.status, removed.text.as_str(), removed.content_type.as_str()), (204, "", ""));
}

#[tokio::test]
async fn waits_for_deferred_fields() {
    let page = get("/page?input=false").await;
    assert_eq!(page.json(), json!({ "title": "early", "comments": ["later"] }));
    let failed = get("/page?input=true").await;
    assert_eq!((failed.status, failed.json()["detail"].as_str()), (409, Some("no comments")));
}

#[tokio::test]
async fn resumes_subscriptions_after_last_event_id() {
    let all = get("/feed").await;
    assert_eq!((all.status, all.content_type.as_str()), (200, "text/event-stream"));
    assert!(all.text.contains("data: 1\nid: 1\n\ndata: 2\nid: 2\n\n"), "{}", all.text);
    assert!(all.text.ends_with("event: return\ndata:\n\n"), "{}", all.text);
    let rest = send("GET /feed", &[("last-event-id", "2")], "").await;
    assert!(!rest.text.contains("data: 2\n") && rest.text.contains("data: 3\n"), "{}", rest.text);
}

#[tokio::test]
async fn responds_to_head_like_get() {
    assert_eq!(send("HEAD /double?input=1", &[], "").await.status, 200);
    assert_eq!(send("HEAD /feed", &[], "").await.status, 405);
}
