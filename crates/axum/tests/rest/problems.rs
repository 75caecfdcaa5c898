//! What is answered when a call fails.

use serde_json::json;

use crate::app::{get, send};

#[tokio::test]
async fn a_declared_error_is_a_problem_of_its_type() {
    let refused = send("DELETE /things/a/0", &[("x-request-id", "a/b")], "").await;
    assert_eq!((refused.status, refused.media.as_str()), (404, "application/problem+json"));
    let problem = json!({
        "type": "NotFound", "title": "Not Found", "status": 404, "detail": "there is no such thing", "instance": "a%2Fb",
    });
    assert_eq!(refused.json(), problem);
    let invalid = get("/things/search?limit=101").await.json();
    assert_eq!(
        (&invalid["type"], &invalid["fields"]["limit"][0]["message"]),
        (&json!("Invalid"), &json!("greater than 100"))
    );
}

#[tokio::test]
async fn an_error_inside_is_not_told() {
    let failed = get("/fail").await;
    assert_eq!((failed.status, failed.json()["type"].as_str()), (500, Some("about:blank")));
    assert!(!failed.text.contains("password"), "{}", failed.text);
}

#[tokio::test]
async fn what_is_not_there_is_told_apart_from_what_is_called_otherwise() {
    for path in ["/", "/nothing", "/things", "/things/search/more/still", "/things.search"] {
        assert_eq!(get(path).await.status, 404, "{path}");
    }
    let other = send("POST /things/a/1", &[], "").await;
    assert_eq!((other.status, other.media.as_str()), (405, "application/problem+json"));
    assert_eq!(other.allow.as_deref(), Some("DELETE, PUT"));
    assert_eq!(get("/touch").await.allow.as_deref(), Some("POST"));
    assert_eq!(send("POST /things/search", &[], "").await.allow.as_deref(), Some("GET, HEAD"));
}

#[tokio::test]
async fn limits_and_deadlines_hold() {
    assert_eq!(get(&format!("/things/search?tags={}", "x".repeat(200))).await.status, 413);
    let json = ("content-type", "application/json");
    let large = format!(r#"{{"title":"{}"}}"#, "x".repeat(100));
    assert_eq!(send("PUT /things/a/1", &[json], &large).await.status, 413);
    assert_eq!(send("GET /sleep", &[("isotype-timeout-ms", "20")], "").await.status, 408);
}

#[tokio::test]
async fn a_path_that_is_no_text_is_refused() {
    assert_eq!(send("DELETE /things/%ff/1", &[], "").await.status, 400);
}
