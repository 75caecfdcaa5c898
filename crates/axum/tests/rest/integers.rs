//! Tests that 64-bit and 128-bit integers are strings in paths, query strings, forms, bodies and generated documents.

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use isotype_axum::{Info, Routes};
use isotype_core::{Ctx, Form, IntegerEncoding, Router, mutation, query};
use isotype_lowering::specta;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower::ServiceExt;

#[derive(Serialize, Deserialize, specta::Type)]
struct Near {
    id: u64,
    #[serde(default)]
    ids: Vec<i64>,
    wide: Option<u128>,
}

async fn near(_: Ctx<()>, near: Near) -> Near {
    near
}

#[derive(Deserialize, specta::Type)]
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

async fn send(method: &str, path: &str, content_type: &str, body: &str) -> Value {
    let request = Request::builder().method(method).uri(path).header("host", "app.example");
    let request = request.header("content-type", content_type).body(Body::from(body.to_owned())).unwrap();
    let response = app().oneshot(request).await.unwrap();
    serde_json::from_slice(&response.into_body().collect().await.unwrap().to_bytes()).unwrap()
}

const U64_MAX: &str = "18446744073709551615";
const U128_MAX: &str = "340282366920938463463374607431768211455";

#[tokio::test]
async fn decodes_integer_strings_from_path_query_body_and_form() {
    let all = json!({ "id": U64_MAX, "ids": ["-1", "9007199254740993"], "wide": U128_MAX });
    let query = format!("/api/posts/{U64_MAX}?ids=-1&ids=9007199254740993&wide={U128_MAX}");
    assert_eq!(send("GET", &query, "text/plain", "").await, all);
    let body = json!({ "ids": ["-1", "9007199254740993"], "wide": U128_MAX }).to_string();
    assert_eq!(send("PUT", &format!("/api/posts/{U64_MAX}"), "application/json", &body).await, all);
    let response = send("GET", "/api/posts/x", "text/plain", "").await;
    assert_eq!(response["status"], 400);
    let form = format!("--b\r\ncontent-disposition: form-data; name=\"size\"\r\n\r\n{U64_MAX}\r\n--b--\r\n");
    assert_eq!(send("POST", "/api/files", "multipart/form-data; boundary=b", &form).await, json!(U64_MAX));
}

#[tokio::test]
async fn describes_integer_strings_in_openapi_and_contract() {
    let document = send("GET", "/openapi.json", "text/plain", "").await;
    let get = &document["paths"]["/posts/{id}"]["get"];
    assert_eq!(get["parameters"][0]["schema"], json!({ "type": "string", "pattern": "^[0-9]+$" }));
    let signed = json!({ "type": "array", "items": { "type": "string", "pattern": "^-?[0-9]+$" } });
    assert_eq!(get["parameters"][1]["schema"], signed);
    let explorer = send("GET", "/rpc/_explorer/contract.json", "text/plain", "").await;
    assert_eq!(explorer["contract"]["types"][0]["shape"]["object"]["fields"][0]["shape"], "bigInt");
}

#[derive(Deserialize, specta::Type)]
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
#[should_panic(
    expected = "an integer variant cannot be distinguished from another variant that is a number or a string"
)]
fn rejects_unions_that_integer_strings_make_ambiguous() {
    drop(Routes::new(Router::new().integers(IntegerEncoding::String).query("find", find), ()).at("/rpc"));
}
