//! Tests of form and raw-byte bodies that are rejected.

use std::time::Duration;

use tokio::{io::AsyncWriteExt, time::sleep};

use crate::app::{App, BYTES, END, FORM, field, file, open, read, send, serve};

#[tokio::test]
async fn rejects_methods_other_than_post() {
    let server = serve(App::default(), 10_000).await;
    for (method, header, name) in [
        ("GET", FORM, "multipart/form-data"),
        ("PUT", FORM, "multipart/form-data"),
        ("GET", BYTES, "application/octet-stream"),
    ] {
        let response = send(server, &format!("{method} /rpc/create"), &[header], "").await;
        let message = format!("Only POST requests are supported for {name} requests");
        assert_eq!((response.status, response.failure()), (405, ("METHOD_NOT_SUPPORTED", message.as_str())));
        assert!(response.head.contains("\r\nallow: post\r\n"), "{}", response.head);
        assert!(response.json["error"]["data"].get("path").is_none(), "the request is rejected before it is routed");
    }
    let query = send(server, "POST /rpc/ping", &[FORM], &(field("a", "1") + END)).await;
    let message = "Unsupported POST-request to query procedure at path \"ping\"";
    assert_eq!(query.failure(), ("METHOD_NOT_SUPPORTED", message));
}

#[tokio::test]
async fn names_the_invalid_field() {
    let server = serve(App::default(), 10_000).await;
    let response =
        send(server, "POST /rpc/create", &[FORM], &(field("title", "t") + &field("copies", "x") + END)).await;
    assert_eq!(response.failure(), ("BAD_REQUEST", "invalid input: copies: invalid digit found in string"));
    let response = send(server, "POST /rpc/create", &[FORM], END).await;
    assert_eq!(response.failure(), ("BAD_REQUEST", "invalid input: missing field `title`"));
}

#[tokio::test]
async fn reports_validation_errors_by_field() {
    let server = serve(App::default(), 10_000).await;
    let response =
        send(server, "POST /rpc/create", &[FORM], &(field("title", "") + &field("copies", "700") + END)).await;
    let error = &response.json["error"]["data"]["error"];
    assert_eq!((response.status, error["type"].as_str()), (400, Some("Invalid")), "{}", response.json);
    assert!(error["fields"]["title"].is_array() && error["fields"]["copies"].is_array(), "{}", response.json);
}

#[tokio::test]
async fn rejects_malformed_forms() {
    let server = serve(App::default(), 10_000).await;
    let malformed = ("BAD_REQUEST", "Failed to parse body as FormData.");
    let without_boundary = send(server, "POST /rpc/create", &["content-type: multipart/form-data"], "x").await;
    assert_eq!(without_boundary.failure(), malformed);
    assert_eq!(without_boundary.json["error"]["data"]["path"], "create");
    let truncated = send(server, "POST /rpc/create", &[FORM], field("title", "1").trim_end()).await;
    assert_eq!(truncated.failure(), malformed);
    let truncated_file =
        send(server, "POST /rpc/create", &[FORM], &(field("title", "1") + file("a", "1").trim_end())).await;
    assert_eq!(truncated_file.failure(), malformed, "`InternalError` passes the code through");
}

#[tokio::test]
async fn rejects_fields_after_a_file() {
    let server = serve(App::default(), 10_000).await;
    let body = field("title", "t") + &file("a", "1") + &field("tags", "late") + END;
    let response = send(server, "POST /rpc/create", &[FORM], &body).await;
    let message = "field `tags` follows a file: append fields before files";
    assert_eq!(response.failure(), ("BAD_REQUEST", message));
}

#[tokio::test]
async fn names_the_expected_media_type() {
    let server = serve(App::default(), 10_000).await;
    const JSON: &str = "content-type: application/json";
    for (name, header, takes, sent) in [
        ("create", JSON, "multipart/form-data", "application/json"),
        ("create", BYTES, "multipart/form-data", "application/octet-stream"),
        ("raw", JSON, "application/octet-stream", "application/json"),
        ("json", BYTES, "application/json", "application/octet-stream"),
        ("json", FORM, "application/json", "multipart/form-data; boundary=b"),
    ] {
        let response = send(server, &format!("POST /rpc/{name}"), &[header], "").await;
        let message = format!("invalid input: this procedure takes {takes}, not {sent}");
        assert_eq!(response.failure(), ("BAD_REQUEST", message.as_str()));
    }
}

#[tokio::test]
async fn limits_text_fields_files_and_body_separately() {
    let server = serve(App::default(), 10_000).await;
    let long = "x".repeat(1000);
    let text = send(server, "POST /rpc/create", &[FORM], &(field("title", &long) + END)).await;
    assert_eq!(text.failure(), ("PAYLOAD_TOO_LARGE", "text fields are larger than 1000 bytes"));
    let body = field("title", "t") + &file("a", &long) + END;
    let file = send(server, "POST /rpc/create", &[FORM], &body).await;
    assert_eq!(file.failure(), ("PAYLOAD_TOO_LARGE", "file `a` is larger than 100 bytes"));
    let bytes = send(server, "POST /rpc/small", &[BYTES], "12345").await;
    assert_eq!(bytes.failure(), ("PAYLOAD_TOO_LARGE", "request body is larger than 4 bytes"));
}

#[tokio::test]
async fn rejects_bodies_above_the_limit_by_content_length_or_while_reading() {
    let server = serve(App::default(), 10_000).await;
    let too_large = ("PAYLOAD_TOO_LARGE", "request body is larger than 10000 bytes");
    // Rejected based on `content-length` alone.
    let declared = read(open(server, "POST /rpc/raw", &[BYTES, "content-length: 10001"]).await).await;
    assert_eq!((declared.status, declared.failure()), (413, too_large));
    assert_eq!(declared.json["error"]["data"]["path"], "raw");
    let mut chunked = open(server, "POST /rpc/raw", &[BYTES, "transfer-encoding: chunked"]).await;
    for _ in 0..11 {
        let chunk = format!("3e8\r\n{}\r\n", "x".repeat(1000));
        chunked.write_all(chunk.as_bytes()).await.unwrap();
    }
    assert_eq!(read(chunked).await.failure(), too_large);
}

/// Sends the complete body slowly, then reads the response.
async fn send_before_reading(line: &str, content_type: &str) -> crate::app::RawResponse {
    let server = serve(App::default(), 1_000_000).await;
    let mut stream = open(server, line, &[content_type, "content-length: 500000"]).await;
    for _ in 0..5 {
        stream.write_all(&[b'x'; 100_000]).await.expect("the connection stays open");
        sleep(Duration::from_millis(20)).await;
    }
    read(stream).await
}

#[tokio::test]
async fn delivers_the_response_to_a_client_that_is_still_sending() {
    for (line, content_type, status) in [
        ("POST /rpc/small", BYTES, 413),
        ("POST /rpc/json", "content-type: application/json", 413),
        ("POST /rpc/ping", "content-type: text/plain", 415),
        ("PUT /rpc/create", FORM, 405),
    ] {
        assert_eq!(send_before_reading(line, content_type).await.status, status, "{line}");
    }
}

#[tokio::test]
async fn rejects_expect_continue_without_requesting_the_body() {
    let server = serve(App::default(), 1000).await;
    let headers = [BYTES, "content-length: 10000", "expect: 100-continue"];
    assert_eq!(read(open(server, "POST /rpc/raw", &headers).await).await.status, 413);
}
