//! Invalid requests to the board's procedures. The tests of `isotype-axum` cover the protocol completely.

use reqwest::Method;
use serde_json::{Value, json};

use crate::harness::Board;

async fn status(board: &Board, method: Method, path: &str, body: &str) -> (u16, String) {
    let request = board.request(method, path).header("content-type", "application/json").body(body.to_owned());
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let body: Value = response.json().await.unwrap();
    let error = if body.is_array() { &body[0]["error"] } else { &body["error"] };
    (status, error["data"]["code"].as_str().unwrap_or_default().to_owned())
}

#[tokio::test]
async fn rejects_invalid_requests_and_keeps_serving() {
    let board = Board::sqlite().await;
    let long = format!("\"{}\"", "a".repeat(1 << 20));
    let many = vec!["posts.list"; 21].join(",");
    for (method, path, body, code) in [
        (Method::GET, "/posts.none", "", "NOT_FOUND"),
        (Method::GET, "/__proto__", "", "NOT_FOUND"),
        (Method::GET, "/toString", "", "NOT_FOUND"),
        (Method::GET, "/posts.create", "", "METHOD_NOT_SUPPORTED"),
        (Method::POST, "/posts.list", "{}", "METHOD_NOT_SUPPORTED"),
        (Method::POST, "/auth.signIn", "{bad", "BAD_REQUEST"),
        (Method::POST, "/auth.signIn", "", "BAD_REQUEST"),
        (Method::POST, "/auth.signIn", r#"{"email": "a"}"#, "BAD_REQUEST"),
        (Method::POST, "/auth.signIn", r#"{"email": 1, "password": "b"}"#, "BAD_REQUEST"),
        (Method::GET, "/posts.list?input=%7Bbad", "", "BAD_REQUEST"),
        (Method::POST, "/auth.signIn", &long, "PAYLOAD_TOO_LARGE"),
        (Method::GET, &format!("/{many}?batch=1&input=%7B%7D"), "", "BAD_REQUEST"),
    ] {
        let (status, actual) = status(&board, method, path, body).await;
        assert_eq!(actual, code, "{path} {:.40}: {status}", body);
    }
    assert_eq!(board.query("posts.list", json!({}), "").await.status, 200);
}

#[tokio::test]
async fn authenticates_each_call_of_a_batch() {
    let board = Board::sqlite().await;
    let path = "/auth.me,posts.list?batch=1&input=%7B%221%22%3A%7B%7D%7D";
    let response = board.request(Method::GET, path).send().await.unwrap();
    assert_eq!(response.status(), 207);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body[0]["error"]["data"]["code"], "UNAUTHORIZED");
    assert_eq!(body[1]["result"]["data"]["items"], json!([]));
}
