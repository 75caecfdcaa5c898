//! Tests of policies over HTTP: headers, status codes and batches.

use axum::body::{Body, to_bytes};
use http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::app::{App, api};

struct Server(axum::Router);

impl Server {
    fn new() -> Server {
        Server(isotype_axum::routes(api(), App::default()))
    }

    async fn send(&self, request: http::request::Builder, body: &str) -> (StatusCode, HeaderMap, Value) {
        let request = request.header("content-type", "application/json").body(Body::from(body.to_owned())).unwrap();
        let (parts, body) = self.0.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, parts.headers, serde_json::from_slice(&body).unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, HeaderMap, Value) {
        self.send(Request::get(path), "").await
    }

    async fn post(&self, path: &str, key: &str, body: &str) -> (StatusCode, HeaderMap, Value) {
        self.send(Request::post(path).header("idempotency-key", key), body).await
    }
}

fn values<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
}

#[tokio::test]
async fn sends_rate_limit_and_retry_after_headers() {
    let server = Server::new();
    let (status, headers, _) = server.get("/reads.ping").await;
    assert_eq!(status, 200);
    assert_eq!(values(&headers, "ratelimit-policy"), [r#""reads";q=3;w=3600"#]);
    assert_eq!(values(&headers, "ratelimit"), [r#""reads";r=2;t=1200"#]);
    assert!(!headers.contains_key("retry-after"));
    server.get("/reads.ping").await;
    server.get("/reads.ping").await;
    let (status, headers, body) = server.get("/reads.ping").await;
    assert_eq!(status, 429);
    assert_eq!(values(&headers, "ratelimit"), [r#""reads";r=0;t=3600"#]);
    let seconds: u64 = values(&headers, "retry-after")[0].parse().unwrap();
    assert!((1..=1200).contains(&seconds), "{seconds}");
    let data = &body["error"]["data"];
    assert_eq!((&data["code"], &data["error"]["type"]), (&json!("TOO_MANY_REQUESTS"), &json!("TooManyRequests")));
    assert!(data["retryAfterMs"].as_u64().unwrap() <= 1_200_000);
}

#[tokio::test]
async fn counts_each_call_of_a_batch() {
    let server = Server::new();
    let (status, headers, body) = server.get("/reads.ping,reads.ping,reads.ping,reads.ping,one?batch=1").await;
    assert_eq!(status, 207);
    let rejected: Vec<bool> = body.as_array().unwrap().iter().map(|response| response["error"].is_object()).collect();
    assert_eq!(rejected, [false, false, false, true, false]);
    assert_eq!(values(&headers, "ratelimit-policy").len(), 2, "one member per rate");
}

#[tokio::test]
async fn replays_the_response_without_its_cookies() {
    let server = Server::new();
    let (_, headers, first) = server.post("/add", "\"k\"", "1").await;
    assert_eq!((first["result"]["data"].as_u64(), values(&headers, "set-cookie").len()), (Some(1), 1));
    // Many clients send the key without quotes.
    let (_, headers, again) = server.post("/add", "k", "1").await;
    assert_eq!((again, values(&headers, "set-cookie").len()), (first, 0));
    let (status, _, reused) = server.post("/add", "\"k\"", "2").await;
    assert_eq!(
        (status.as_u16(), reused["error"]["data"]["error"]["type"].as_str()),
        (422, Some("IdempotencyKeyReused"))
    );
}

#[tokio::test]
async fn accepts_one_key_per_call_of_a_batch() {
    let server = Server::new();
    let data = |body: &Value| -> Vec<_> {
        body.as_array().unwrap().iter().map(|response| response["result"]["data"].as_u64()).collect()
    };
    let (_, _, first) = server.post("/add,add,add?batch=1", r#""a", "b", """#, r#"{"0":1,"1":1,"2":1}"#).await;
    assert_eq!(data(&first), [Some(1), Some(2), Some(3)]);
    // The same keys, sent in another order.
    let (_, _, again) = server.post("/add,add?batch=1", r#""b", "a""#, r#"{"0":1,"1":1}"#).await;
    assert_eq!(data(&again), [Some(2), Some(1)]);
    let (_, _, alone) = server.post("/add", r#""a""#, "1").await;
    assert_eq!(alone["result"]["data"], 1);
    let (status, _, error) = server.post("/add,add?batch=1", r#""a""#, r#"{"0":1,"1":1}"#).await;
    assert_eq!((status.as_u16(), error["error"]["data"]["code"].as_str()), (400, Some("BAD_REQUEST")));
}
