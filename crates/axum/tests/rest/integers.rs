//! Wide integers by policy in paths, query strings, forms and bodies, and in the documents that tell of them.

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use isotype_axum::{Info, Routes};
use isotype_core::{Ctx, Form, IntegerEncoding, Router, Type, mutation, query};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower::ServiceExt;

#[derive(Serialize, Deserialize, Type)]
struct Near {
    id: u64,
    #[serde(default)]
    ids: Vec<i64>,
    wide: Option<u128>,
}

async fn near(_: Ctx<()>, near: Near) -> Near {
    near
}

#[derive(Deserialize, Type)]
struct Sized {
    size: u64,
}

async fn upload(_: Ctx<()>, form: Form<Sized>) -> u64 {
    form.fields.size
}

fn app() -> axum::Router {
    let api = Router::new()
        .integers(IntegerEncoding::BigInt)
        .procedure("posts.near", query(near).rest("GET /posts/{id}"))
        .procedure("posts.move", mutation(near).rest("PUT /posts/{id}"))
        .procedure("upload", mutation(upload).rest("POST /files"));
    let routes = Routes::new(api, ()).explorer(true).rest("/api").openapi("/openapi.json", Info::new("Posts", "1.0.0"));
    routes.at("/rpc")
}

async fn send(method: &str, path: &str, media: &str, body: &str) -> Value {
    let request = Request::builder().method(method).uri(path).header("host", "app.example");
    let request = request.header("content-type", media).body(Body::from(body.to_owned())).unwrap();
    let response = app().oneshot(request).await.unwrap();
    serde_json::from_slice(&response.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

const MOST: &str = "18446744073709551615";
const WIDEST: &str = "340282366920938463463374607431768211455";

#[tokio::test]
async fn they_are_read_wherever_they_stand() {
    let all = json!({ "id": MOST, "ids": ["-1", "9007199254740993"], "wide": WIDEST });
    let query = format!("/api/posts/{MOST}?ids=-1&ids=9007199254740993&wide={WIDEST}");
    assert_eq!(send("GET", &query, "text/plain", "").await, all);
    let body = json!({ "ids": ["-1", "9007199254740993"], "wide": WIDEST }).to_string();
    assert_eq!(send("PUT", &format!("/api/posts/{MOST}"), "application/json", &body).await, all);
    let refused = send("GET", "/api/posts/x", "text/plain", "").await;
    assert_eq!(refused["status"], 400);
    let form = format!("--b\r\ncontent-disposition: form-data; name=\"size\"\r\n\r\n{MOST}\r\n--b--\r\n");
    assert_eq!(send("POST", "/api/files", "multipart/form-data; boundary=b", &form).await, json!(MOST));
}

#[tokio::test]
async fn they_are_told_as_what_they_are() {
    let document = send("GET", "/openapi.json", "text/plain", "").await;
    let get = &document["paths"]["/posts/{id}"]["get"];
    assert_eq!(get["parameters"][0]["schema"], json!({ "type": "string", "pattern": "^[0-9]+$" }));
    let signed = json!({ "type": "array", "items": { "type": "string", "pattern": "^-?[0-9]+$" } });
    assert_eq!(get["parameters"][1]["schema"], signed);
    let explored = send("GET", "/rpc/_explorer/contract.json", "text/plain", "").await;
    assert_eq!(explored["contract"]["types"][0]["shape"]["object"]["fields"][0]["shape"], "bigInt");
}

#[derive(Deserialize, Type)]
#[serde(untagged)]
enum Key {
    Number(u64),
    Name(String),
}

async fn find(_: Ctx<()>, key: Key) -> bool {
    match key {
        Key::Number(number) => number > 0,
        Key::Name(name) => !name.is_empty(),
    }
}

#[test]
#[should_panic(expected = "nothing tells it from the number or the string that may stand in its place")]
fn what_cannot_be_told_does_not_start() {
    drop(Routes::new(Router::new().integers(IntegerEncoding::String).query("find", find), ()).at("/rpc"));
}
