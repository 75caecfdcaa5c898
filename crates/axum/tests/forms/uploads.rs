//! Tests of form and raw-byte bodies that are accepted.

use std::{io::ErrorKind, process::Command};

use serde_json::json;

use crate::app::{App, BYTES, END, FORM, field, file, send, serve};

#[tokio::test]
async fn decodes_typed_fields_before_files() {
    let server = serve(App::default(), 10_000).await;
    let body = field("title", "Caf\u{e9}") + &field("tags", "a") + &field("copies", "7") + &field("tags", "b");
    let body = body + &file("first", "1\r\n2") + &file("second", "") + END;
    let response = send(server, "POST /rpc/create", &[FORM], &body).await;
    let files = json!([["first", "first.txt", "text/plain", "1\r\n2"], ["second", "second.txt", "text/plain", ""]]);
    let album = json!({ "title": "Caf\u{e9}", "copies": 7, "tags": ["a", "b"], "files": files });
    assert_eq!((response.status, &response.json), (200, &json!({ "result": { "data": album } })));
    assert!(response.head.contains("content-type: application/json") && response.head.contains("vary: trpc-accept"));
}

#[tokio::test]
async fn keeps_the_order_of_pairs() {
    let server = serve(App::default(), 10_000).await;
    let body = field("b", "1") + &field("a", "x=y&z") + &field("b", "2") + END;
    let response = send(server, "POST /rpc/pairs", &[FORM], &body).await;
    assert_eq!(response.json["result"]["data"], json!([["b", "1"], ["a", "x=y&z"], ["b", "2"]]));
}

#[tokio::test]
async fn ignores_case_and_parameters_of_the_media_type_and_query_parameters() {
    let server = serve(App::default(), 10_000).await;
    let form = "content-type: Multipart/Form-Data; charset=utf-8; boundary=\"b\"";
    let response =
        send(server, "POST /rpc/pairs?batch=1&connectionParams=%7B", &[form], &(field("a", "1") + END)).await;
    assert_eq!(response.json["result"]["data"], json!([["a", "1"]]));
    let not_split = send(server, "POST /rpc/pairs,pairs?batch=1", &[FORM], END).await;
    assert_eq!(not_split.failure(), ("NOT_FOUND", "No procedure found on path \"pairs,pairs\""));
}

#[tokio::test]
async fn passes_raw_bytes_unchanged() {
    let server = serve(App::default(), 10_000).await;
    for (body, bytes) in [("hi bob", 6), ("", 0)] {
        let response = send(server, "POST /rpc/raw", &[BYTES], body).await;
        assert_eq!((response.status, &response.json["result"]["data"]), (200, &json!(bytes)));
    }
}

/// Runs a script in Node and returns its output, or `None` if Node is not installed.
async fn node(script: String) -> Option<String> {
    let ran = tokio::task::spawn_blocking(move || Command::new("node").args(["-e", &script]).output());
    match ran.await.expect("node runs") {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("skipped: node is not installed");
            None
        }
        output => Some(String::from_utf8(output.expect("node runs").stdout).expect("UTF-8")),
    }
}

/// Uses `FormData` as serialized by browsers and Node.
#[tokio::test(flavor = "multi_thread")]
async fn decodes_forms_sent_by_fetch() {
    let server = serve(App::default(), 100_000).await;
    let script = format!(
        "const form = new FormData();
        form.append('title', 'a\\nb \u{1f600}');
        form.append('tags', 'x');
        form.append('tags', '');
        form.append('photo', new File(['hello'], 'a \"b\" \u{e9}.txt', {{ type: 'text/plain' }}));
        form.append('blob', new Blob(['raw']));
        fetch('http://{server}/rpc/create', {{ method: 'POST', body: form }}).then((r) => r.text()).then(console.log);"
    );
    let Some(output) = node(script).await else { return };
    let response: serde_json::Value = serde_json::from_str(&output).expect("JSON");
    let files = json!([
        ["photo", "a \"b\" \u{e9}.txt", "text/plain", "hello"],
        ["blob", "blob", "application/octet-stream", "raw"]
    ]);
    // Browsers and Node normalize line breaks to CRLF.
    let album = json!({ "title": "a\r\nb \u{1f600}", "copies": null, "tags": ["x", ""], "files": files });
    assert_eq!(response, json!({ "result": { "data": album } }));
}

#[tokio::test(flavor = "multi_thread")]
async fn delivers_the_rejection_of_a_large_body_to_fetch() {
    let server = serve(App::default(), 100_000_000).await;
    let script = format!(
        "const send = async (body) => {{
            const headers = {{ 'content-type': 'application/octet-stream' }};
            const options = {{ method: 'POST', headers, body, duplex: 'half' }};
            const response = await fetch('http://{server}/rpc/small', options);
            return [response.status, (await response.json()).error.data.code];
        }};
        const large = new Uint8Array(50_000_000);
        const slow = new ReadableStream({{
            async pull(to) {{
                await new Promise((done) => setTimeout(done, 5));
                to.enqueue(large.subarray(0, 100_000));
            }},
        }});
        const once = async () => [await send(large), await send(slow)];
        once().then((all) => console.log(JSON.stringify(all))).finally(() => process.exit());"
    );
    let Some(output) = node(script).await else { return };
    let rejection = json!([413, "PAYLOAD_TOO_LARGE"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&output).expect("JSON"), json!([rejection, rejection]));
}
