//! What bad forms and bad bytes get.

use std::time::Duration;

use tokio::{io::AsyncWriteExt, time::sleep};

use crate::app::{App, BYTES, END, FORM, field, file, open, read, send, serve};

#[tokio::test]
async fn only_post_is_taken() {
    let server = serve(App::default(), 10_000).await;
    for (method, header, name) in [
        ("GET", FORM, "multipart/form-data"),
        ("PUT", FORM, "multipart/form-data"),
        ("GET", BYTES, "application/octet-stream"),
    ] {
        let answer = send(server, &format!("{method} /rpc/create"), &[header], "").await;
        let message = format!("Only POST requests are supported for {name} requests");
        assert_eq!((answer.status, answer.failure()), (405, ("METHOD_NOT_SUPPORTED", message.as_str())));
        assert!(answer.head.contains("\r\nallow: post\r\n"), "{}", answer.head);
        assert!(answer.json["error"]["data"].get("path").is_none(), "the whole request is refused");
    }
    let query = send(server, "POST /rpc/ping", &[FORM], &(field("a", "1") + END)).await;
    let message = "Unsupported POST-request to query procedure at path \"ping\"";
    assert_eq!(query.failure(), ("METHOD_NOT_SUPPORTED", message));
}

#[tokio::test]
async fn a_field_that_does_not_fit_is_named() {
    let server = serve(App::default(), 10_000).await;
    let answer = send(server, "POST /rpc/create", &[FORM], &(field("title", "t") + &field("copies", "x") + END)).await;
    assert_eq!(answer.failure(), ("BAD_REQUEST", "invalid input: copies: invalid digit found in string"));
    let answer = send(server, "POST /rpc/create", &[FORM], END).await;
    assert_eq!(answer.failure(), ("BAD_REQUEST", "invalid input: missing field `title`"));
}

#[tokio::test]
async fn a_broken_rule_is_declared_field_by_field() {
    let server = serve(App::default(), 10_000).await;
    let answer = send(server, "POST /rpc/create", &[FORM], &(field("title", "") + &field("copies", "700") + END)).await;
    let error = &answer.json["error"]["data"]["error"];
    assert_eq!((answer.status, error["type"].as_str()), (400, Some("Invalid")), "{}", answer.json);
    assert!(error["fields"]["title"].is_array() && error["fields"]["copies"].is_array(), "{}", answer.json);
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    let server = serve(App::default(), 10_000).await;
    let refused = ("BAD_REQUEST", "Failed to parse body as FormData.");
    let without_boundary = send(server, "POST /rpc/create", &["content-type: multipart/form-data"], "x").await;
    assert_eq!(without_boundary.failure(), refused);
    assert_eq!(without_boundary.json["error"]["data"]["path"], "create");
    let broken_off = send(server, "POST /rpc/create", &[FORM], field("title", "1").trim_end()).await;
    assert_eq!(broken_off.failure(), refused);
    let in_a_file = send(server, "POST /rpc/create", &[FORM], &(field("title", "1") + file("a", "1").trim_end())).await;
    assert_eq!(in_a_file.failure(), refused, "as `Internal` lets it through");
}

#[tokio::test]
async fn a_field_behind_a_file_is_refused() {
    let server = serve(App::default(), 10_000).await;
    let body = field("title", "t") + &file("a", "1") + &field("tags", "late") + END;
    let answer = send(server, "POST /rpc/create", &[FORM], &body).await;
    let message = "The field `tags` is behind a file: append fields before files";
    assert_eq!(answer.failure(), ("BAD_REQUEST", message));
}

#[tokio::test]
async fn each_kind_of_input_says_what_it_is() {
    let server = serve(App::default(), 10_000).await;
    const JSON: &str = "content-type: application/json";
    for (name, header, takes, sent) in [
        ("create", JSON, "multipart/form-data", "application/json"),
        ("create", BYTES, "multipart/form-data", "application/octet-stream"),
        ("raw", JSON, "application/octet-stream", "application/json"),
        ("json", BYTES, "application/json", "application/octet-stream"),
        ("json", FORM, "application/json", "multipart/form-data; boundary=b"),
    ] {
        let answer = send(server, &format!("POST /rpc/{name}"), &[header], "").await;
        let message = format!("invalid input: this procedure takes {takes}, not {sent}");
        assert_eq!(answer.failure(), ("BAD_REQUEST", message.as_str()));
    }
}

#[tokio::test]
async fn text_files_and_the_whole_are_bounded_each() {
    let server = serve(App::default(), 10_000).await;
    let long = "x".repeat(1000);
    let text = send(server, "POST /rpc/create", &[FORM], &(field("title", &long) + END)).await;
    assert_eq!(text.failure(), ("PAYLOAD_TOO_LARGE", "The text fields are larger than 1000 bytes"));
    let body = field("title", "t") + &file("a", &long) + END;
    let file = send(server, "POST /rpc/create", &[FORM], &body).await;
    assert_eq!(file.failure(), ("PAYLOAD_TOO_LARGE", "The file `a` is larger than 100 bytes"));
    let bytes = send(server, "POST /rpc/small", &[BYTES], "12345").await;
    assert_eq!(bytes.failure(), ("PAYLOAD_TOO_LARGE", "The body is larger than 4 bytes"));
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_at_once_or_when_it_gets_there() {
    let server = serve(App::default(), 10_000).await;
    let too_large = ("PAYLOAD_TOO_LARGE", "The body is larger than 10000 bytes");
    // It says how long it is, and need not be sent.
    let said = read(open(server, "POST /rpc/raw", &[BYTES, "content-length: 10001"]).await).await;
    assert_eq!((said.status, said.failure()), (413, too_large));
    assert_eq!(said.json["error"]["data"]["path"], "raw");
    let mut unsaid = open(server, "POST /rpc/raw", &[BYTES, "transfer-encoding: chunked"]).await;
    for _ in 0..11 {
        let chunk = format!("3e8\r\n{}\r\n", "x".repeat(1000));
        unsaid.write_all(chunk.as_bytes()).await.unwrap();
    }
    assert_eq!(read(unsaid).await.failure(), too_large);
}

/// Sends a body slowly and reads nothing before all of it is sent.
async fn deaf(line: &str, content_type: &str) -> crate::app::RawResponse {
    let server = serve(App::default(), 1_000_000).await;
    let mut stream = open(server, line, &[content_type, "content-length: 500000"]).await;
    for _ in 0..5 {
        stream.write_all(&[b'x'; 100_000]).await.expect("the connection stays open");
        sleep(Duration::from_millis(20)).await;
    }
    read(stream).await
}

#[tokio::test]
async fn who_still_sends_hears_the_answer() {
    for (line, content_type, status) in [
        ("POST /rpc/small", BYTES, 413),
        ("POST /rpc/json", "content-type: application/json", 413),
        ("POST /rpc/ping", "content-type: text/plain", 415),
        ("PUT /rpc/create", FORM, 405),
    ] {
        assert_eq!(deaf(line, content_type).await.status, status, "{line}");
    }
}

#[tokio::test]
async fn who_asks_before_it_sends_is_not_asked_to() {
    let server = serve(App::default(), 1000).await;
    let headers = [BYTES, "content-length: 10000", "expect: 100-continue"];
    assert_eq!(read(open(server, "POST /rpc/raw", &headers).await).await.status, 413);
}
