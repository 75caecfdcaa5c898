//! Tests of the problem documents returned by failed calls.

use serde_json::json;

use crate::app::{get, send};

#[tokio::test]
async fn serializes_declared_errors_by_their_type() {
    let response = send("DELETE /things/a/0", &[("x-request-id", "a/b")], "").await;
    assert_eq!((response.status, response.content_type.as_str()), (404, "application/problem+json"));
    let problem = json!({
        "type": "NotFound", "title": "Not Found", "status": 404, "detail": "not found", "instance": "a%2Fb",
    });
    assert_eq!(response.json(), problem);
    let invalid = get("/things/search?limit=101").await.json();
    assert_eq!(
        (&invalid["type"], &invalid["fields"]["limit"][0]["message"]),
        (&json!("Invalid"), &json!("greater than 100"))
    );
}

#[tokio::test]
async fn hides_internal_errors() {
    let failed = get("/fail").await;
    assert_eq!((failed.status, failed.json()["type"].as_str()), (500, Some("about:blank")));
    assert!(!failed.text.contains("password"), "{}", failed.text);
}

#[tokio::test]
async fn distinguishes_unknown_paths_from_unsupported_methods() {
    for path in ["/", "/nothing", "/things", "/things/search/more/still", "/things.search"] {
        assert_eq!(get(path).await.status, 404, "{path}");
    }
    let response = send("POST /things/a/1", &[], "").await;
    assert_eq!((response.status, response.content_type.as_str()), (405, "application/problem+json"));
    assert_eq!(response.allow.as_deref(), Some("DELETE, PUT"));
    assert_eq!(get("/touch").await.allow.as_deref(), Some("POST"));
    assert_eq!(send("POST /things/search", &[], "").await.allow.as_deref(), Some("GET, HEAD"));
}

#[tokio::test]
async fn enforces_limits_and_deadlines() {
    assert_eq!(get(&format!("/things/search?tags={}", "x".repeat(200))).await.status, 413);
    let json = ("content-type", "application/json");
    let large = format!(r#"{{"title":"{}"}}"#, "x".repeat(100));
    assert_eq!(send("PUT /things/a/1", &[json], &large).await.status, 413);
    assert_eq!(send("GET /sleep", &[("isotype-timeout-ms", "20")], "").await.status, 408);
}

#[tokio::test]
async fn rejects_paths_that_are_not_utf8() {
    assert_eq!(send("DELETE /things/%ff/1", &[], "").await.status, 400);
}
