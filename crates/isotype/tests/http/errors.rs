//! Tests that clients receive the public error while the details go only to the log.

use axum::body::Body;
use http::Request;

use crate::app::{post, send};

#[tokio::test]
async fn a_declared_error_is_typed() {
    let answer = post("posts.create", r#"{"title":"taken"}"#).await;
    assert_eq!(
        answer.text,
        r#"{"error":{"message":"that title is taken by post 7","code":-32009,"data":{"code":"CONFLICT","httpStatus":409,"path":"posts.create","error":{"type":"TitleTaken","by":7}}}}"#
    );
}

#[tokio::test]
async fn a_forwarded_error_speaks_for_itself() {
    let answer = post("posts.create", r#"{"title":"gone"}"#).await;
    assert_eq!(answer.failure(), (404, "NOT_FOUND".into(), "no such board".into()));
    assert_eq!(answer.json()["error"]["data"]["error"]["type"], "NotFound");
}

#[tokio::test]
async fn a_broken_rule_names_the_field() {
    let answer = post("posts.create", r#"{"title":""}"#).await;
    assert_eq!(answer.status, 400);
    let error = &answer.json()["error"]["data"]["error"];
    assert_eq!(error["type"], "Invalid");
    assert_eq!(error["fields"]["title"][0]["message"], "length is lower than 1");
}

#[tokio::test]
async fn an_undeclared_error_shows_its_code_and_a_request_id_and_nothing_else() {
    for (title, status) in [("io", 500), ("panic", 500), ("away", 503)] {
        let answer = post("posts.create", format!(r#"{{"title":"{title}"}}"#)).await;
        assert_eq!(answer.status, status);
        assert!(!answer.text.contains("secret"), "{}", answer.text);
        assert!(!answer.text.contains("database"), "{}", answer.text);
        assert!(answer.json()["error"]["data"]["requestId"].as_str().is_some_and(|id| id.len() == 36));
    }
    assert_eq!(post("posts.create", r#"{"title":"fine"}"#).await.status, 200, "the server goes on");
}

#[tokio::test]
async fn the_request_id_of_the_caller_is_taken_over() {
    let request = Request::post("/rpc/posts.create")
        .header("content-type", "application/json")
        .header("authorization", "Bearer good")
        .header("x-request-id", "abc-1");
    let answer = send(request.body(Body::from(r#"{"title":"io"}"#)).unwrap()).await;
    assert_eq!(answer.json()["error"]["data"]["requestId"], "abc-1");
}

#[tokio::test]
async fn a_proof_comes_before_the_input() {
    for (token, message) in [
        (None, "no access token was sent"),
        (Some("Bearer bad"), "that token is not valid"),
        (Some("Basic good"), "malformed authorization header: expected `Bearer <token>`"),
    ] {
        let mut request = Request::post("/rpc/posts.create").header("content-type", "application/json");
        if let Some(token) = token {
            request = request.header("authorization", token);
        }
        let answer = send(request.body(Body::from("{bad")).unwrap()).await;
        assert_eq!(answer.failure(), (401, "UNAUTHORIZED".into(), message.into()));
        assert_eq!(answer.json()["error"]["data"]["error"]["type"], "Unauthorized");
    }
}
