//! Tests of single calls and malformed requests.

use axum::body::Body;
use http::Request;

use crate::app::{get, post, send};

#[tokio::test]
async fn a_query_reads_its_input_from_the_url() {
    let answer = get("greet?input=%7B%22name%22%3A%22x%22%7D").await;
    assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"result":{"data":{"message":"hello x"}}}"#));
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.headers["vary"], "trpc-accept, accept");
}

#[tokio::test]
async fn a_mutation_reads_its_body_and_sets_a_cookie() {
    let answer = post("posts.create", r#"{"title":"t"}"#).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"result":{"data":"t"}}"#));
    assert_eq!(answer.headers["set-cookie"], "seen=1");
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let answer = send(Request::head("/rpc/anything").body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
}

#[tokio::test]
async fn a_trailing_slash_and_an_escaped_name_reach_the_procedure() {
    assert_eq!(get("ping/").await.status, 200);
    assert_eq!(get("%70ing").await.status, 200);
}

#[tokio::test]
async fn names_of_objects_prototype_are_procedures_only_when_mounted() {
    assert_eq!(get("toString").await.status, 200);
    for name in ["__proto__", "constructor", "hasOwnProperty"] {
        let (status, code, message) = get(name).await.failure();
        assert_eq!((status, code.as_str()), (404, "NOT_FOUND"));
        assert_eq!(message, format!("No procedure found on path \"{name}\""));
    }
}

#[tokio::test]
async fn the_wrong_method_is_refused_in_both_directions() {
    let (status, code, message) = get("posts.create?input=%7B%7D").await.failure();
    assert_eq!((status, code.as_str()), (405, "METHOD_NOT_SUPPORTED"));
    assert_eq!(message, "Unsupported GET-request to mutation procedure at path \"posts.create\"");
    assert_eq!(post("greet", r#"{"name":"x"}"#).await.failure().1, "METHOD_NOT_SUPPORTED");
    let put = Request::put("/rpc/greet").header("content-type", "application/json").body(Body::empty()).unwrap();
    let answer = send(put).await;
    assert_eq!((answer.status, answer.headers["allow"].to_str().unwrap()), (405, "GET"));
}

#[tokio::test]
async fn the_wrong_content_type_is_refused_before_the_body_is_read() {
    for content_type in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonfoo")]
    {
        let mut request = Request::post("/rpc/strict");
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        let (status, code, _) = send(request.body(Body::from("{}")).unwrap()).await.failure();
        assert_eq!((status, code.as_str()), (415, "UNSUPPORTED_MEDIA_TYPE"), "{content_type:?}");
    }
}

#[tokio::test]
async fn malformed_json_is_refused_with_the_place() {
    let (status, code, message) = post("strict", "{bad").await.failure();
    assert_eq!((status, code.as_str()), (400, "BAD_REQUEST"));
    assert_eq!(message, "invalid input: key must be a string at line 1 column 2");
}

#[tokio::test]
async fn a_missing_input_is_refused_by_name() {
    assert_eq!(get("greet").await.failure().2, "the input is missing");
    assert!(post("strict", "{}").await.failure().2.contains("missing field `name`"));
}

#[tokio::test]
async fn an_extra_input_is_refused_where_the_type_says_so() {
    assert!(post("strict", r#"{"name":"x","age":1}"#).await.failure().2.contains("unknown field `age`"));
    assert!(post("strict", r#"{"name":"x"} {}"#).await.failure().2.contains("trailing characters"));
    assert_eq!(get("ping?input=%7Bbad").await.status, 200, "a procedure without an input reads none");
}

#[tokio::test]
async fn broken_percent_encoding_is_refused_in_path_and_query() {
    assert_eq!(
        get("gre%zzet").await.failure(),
        (400, "BAD_REQUEST".into(), "Invalid URL-encoding in path \"gre%zzet\"".into())
    );
    assert_eq!(get("greet?input=%7").await.failure().2, "Invalid URL-encoding in parameter \"input\"");
    assert_eq!(get("greet?input=%ff").await.status, 400);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let (status, code, message) = post("strict", vec![b' '; 1024 * 1024 + 1]).await.failure();
    assert_eq!((status, code.as_str()), (413, "PAYLOAD_TOO_LARGE"));
    assert_eq!(message, "request body is larger than 1048576 bytes");
}

#[tokio::test]
async fn deep_json_does_not_overflow_the_stack() {
    assert_eq!(post("strict", "[".repeat(500_000)).await.status, 400);
}
