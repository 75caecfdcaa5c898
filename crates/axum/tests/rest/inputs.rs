//! Where the members of an input stand.

use serde_json::json;

use crate::app::{get, send};

const JSON: (&str, &str) = ("content-type", "application/json");

#[tokio::test]
async fn a_query_string_is_read_by_the_input_s_shape() {
    let all = get("/things/search?limit=7&exact=true&tags=a&tags=7&within=%5B0.5%2C1%5D&unknown=1").await;
    assert_eq!((all.status, all.media.as_str()), (200, "application/json"));
    assert_eq!(all.json(), json!({ "limit": 7, "exact": true, "tags": ["a", "7"], "within": [0.5, 1.0] }));
    let none = get("/things/search").await;
    assert_eq!(none.json(), json!({ "limit": null, "exact": false, "tags": [], "within": null }));
    assert_eq!(get("/things/search?tags=a+b%26c").await.json()["tags"], json!(["a b&c"]));
}

#[tokio::test]
async fn text_that_is_no_such_value_is_refused() {
    for query in
        ["limit=x", "limit=-1", "limit=", "limit=1&limit=2", "exact=1", "within=x", "within=%5B0.5%5D", "limit=101"]
    {
        let refused = get(&format!("/things/search?{query}")).await;
        assert_eq!(refused.status, 400, "{query}: {}", refused.text);
    }
    // JSON in a parameter is one value, and does not go on behind it.
    assert_eq!(get("/things/search?within=null,%22limit%22:7").await.status, 400);
}

#[tokio::test]
async fn members_in_the_path_join_those_of_the_body() {
    let renamed = send("PUT /things/a%2Fb/7", &[JSON], r#"{ "title": "new" }"#).await;
    assert_eq!((renamed.status, renamed.json()), (202, json!({ "id": 7, "kind": "a/b", "title": "new" })));
    assert_eq!(send("PUT /things/a/7", &[JSON], "{}").await.json()["title"], json!(null));
    for (path, body) in [("/things/a/x", "{}"), ("/things/a/7", "[]"), ("/things/a/7", r#"{"id":8}"#)] {
        let refused = send(&format!("PUT {path}"), &[JSON], body).await;
        assert_eq!(refused.status, 400, "{path} {body}: {}", refused.text);
    }
}

#[tokio::test]
async fn who_has_no_member_to_send_sends_no_body() {
    let bare = send("PUT /things/a/7", &[], "").await;
    assert_eq!((bare.status, &bare.json()["title"]), (202, &json!(null)), "{}", bare.text);
}

#[tokio::test]
async fn the_address_of_an_old_name_is_kept() {
    assert_eq!(get("/twice?input=21").await.json(), json!(42));
}

#[tokio::test]
async fn an_input_without_members_is_one_parameter() {
    assert_eq!(get("/double?input=21").await.json(), json!(42));
    assert_eq!(get("/double").await.status, 400);
}

#[tokio::test]
async fn forms_and_raw_bytes_are_sent_as_they_are() {
    let form = "--b\r\ncontent-disposition: form-data; name=\"title\"\r\n\r\nhi\r\n--b--\r\n";
    let form = send("POST /files", &[("content-type", "multipart/form-data; boundary=b")], form).await;
    assert_eq!((form.status, form.json()), (200, json!("hi")));
    let bytes = send("PUT /bytes", &[("content-type", "application/octet-stream")], "12345").await;
    assert_eq!((bytes.status, bytes.json()), (200, json!(5)));
    assert_eq!(send("PUT /bytes", &[JSON], "{}").await.status, 400);
}
