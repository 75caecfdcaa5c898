//! Tests of inputs assembled from path, query string and body.

use serde_json::json;

use crate::app::{get, send};

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn decodes_query_parameters_by_the_input_type() {
    let all = get("/things/search?limit=7&exact=true&tags=a&tags=7&within=%5B0.5%2C1%5D&unknown=1").await;
    assert_eq!((all.status, all.content_type.as_str()), (200, "application/json"));
    assert_eq!(all.json(), json!({ "limit": 7, "exact": true, "tags": ["a", "7"], "within": [0.5, 1.0] }));
    let none = get("/things/search").await;
    assert_eq!(none.json(), json!({ "limit": null, "exact": false, "tags": [], "within": null }));
    assert_eq!(get("/things/search?tags=a+b%26c").await.json()["tags"], json!(["a b&c"]));
}

#[tokio::test]
async fn rejects_parameters_of_another_type() {
    for query in
        ["limit=x", "limit=-1", "limit=", "limit=1&limit=2", "exact=1", "within=x", "within=%5B0.5%5D", "limit=101"]
    {
        let response = get(&format!("/things/search?{query}")).await;
        assert_eq!(response.status, 400, "{query}: {}", response.text);
    }
    // A JSON parameter is a single value and cannot add members.
    assert_eq!(get("/things/search?within=null,%22limit%22:7").await.status, 400);
}

#[tokio::test]
async fn merges_path_parameters_into_the_body() {
    let renamed = send("PUT /things/a%2Fb/7", &[JSON], r#"{ "title": "new" }"#).await;
    assert_eq!((renamed.status, renamed.json()), (202, json!({ "id": 7, "kind": "a/b", "title": "new" })));
    assert_eq!(send("PUT /things/a/7", &[JSON], "{}").await.json()["title"], json!(null));
    for (path, body) in [("/things/a/x", "{}"), ("/things/a/7", "[]"), ("/things/a/7", r#"{"id":8}"#)] {
        let response = send(&format!("PUT {path}"), &[JSON], body).await;
        assert_eq!(response.status, 400, "{path} {body}: {}", response.text);
    }
}

#[tokio::test]
async fn accepts_no_body_if_the_path_has_all_required_members() {
    let response = send("PUT /things/a/7", &[], "").await;
    assert_eq!((response.status, &response.json()["title"]), (202, &json!(null)), "{}", response.text);
}

#[tokio::test]
async fn serves_the_path_of_a_former_name() {
    assert_eq!(get("/twice?input=21").await.json(), json!(42));
}

#[tokio::test]
async fn decodes_scalar_inputs_from_one_parameter() {
    assert_eq!(get("/double?input=21").await.json(), json!(42));
    assert_eq!(get("/double").await.status, 400);
}

#[tokio::test]
async fn accepts_forms_and_raw_bytes() {
    let form = "--b\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nhi\r\n--b--\r\n";
    let form = send("POST /files", &[("content-type", "multipart/form-data; boundary=b")], form).await;
    assert_eq!((form.status, form.json()), (200, json!("hi")));
    let bytes = send("PUT /bytes", &[("content-type", "application/octet-stream")], "12345").await;
    assert_eq!((bytes.status, bytes.json()), (200, json!(5)));
    assert_eq!(send("PUT /bytes", &[JSON], "{}").await.status, 400);
}
