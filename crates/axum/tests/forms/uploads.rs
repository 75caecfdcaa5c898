//! What a good form and good bytes come to.

use std::{io::ErrorKind, process::Command};

use serde_json::json;

use crate::app::{App, BYTES, END, FORM, field, file, send, serve};

#[tokio::test]
async fn fields_are_typed_and_files_follow() {
    let server = serve(App::default(), 10_000).await;
    let body = field("title", "Caf\u{e9}") + &field("tags", "a") + &field("copies", "7") + &field("tags", "b");
    let body = body + &file("first", "1\r\n2") + &file("second", "") + END;
    let answer = send(server, "POST /rpc/create", &[FORM], &body).await;
    let files = json!([["first", "first.txt", "text/plain", "1\r\n2"], ["second", "second.txt", "text/plain", ""]]);
    let album = json!({ "title": "Caf\u{e9}", "copies": 7, "tags": ["a", "b"], "files": files });
    assert_eq!((answer.status, &answer.json), (200, &json!({ "result": { "data": album } })));
    assert!(answer.head.contains("content-type: application/json") && answer.head.contains("vary: trpc-accept"));
}

#[tokio::test]
async fn pairs_keep_their_order() {
    let server = serve(App::default(), 10_000).await;
    let body = field("b", "1") + &field("a", "x=y&z") + &field("b", "2") + END;
    let answer = send(server, "POST /rpc/pairs", &[FORM], &body).await;
    assert_eq!(answer.json["result"]["data"], json!([["b", "1"], ["a", "x=y&z"], ["b", "2"]]));
}

#[tokio::test]
async fn parameters_and_case_of_the_type_do_not_count_and_neither_do_those_of_the_address() {
    let server = serve(App::default(), 10_000).await;
    let form = "content-type: Multipart/Form-Data; charset=utf-8; boundary=\"b\"";
    let answer = send(server, "POST /rpc/pairs?batch=1&connectionParams=%7B", &[form], &(field("a", "1") + END)).await;
    assert_eq!(answer.json["result"]["data"], json!([["a", "1"]]));
    let taken_whole = send(server, "POST /rpc/pairs,pairs?batch=1", &[FORM], END).await;
    assert_eq!(taken_whole.failure(), ("NOT_FOUND", "No procedure found on path \"pairs,pairs\""));
}

#[tokio::test]
async fn bytes_arrive_as_they_are() {
    let server = serve(App::default(), 10_000).await;
    for (body, bytes) in [("hi bob", 6), ("", 0)] {
        let answer = send(server, "POST /rpc/raw", &[BYTES], body).await;
        assert_eq!((answer.status, &answer.json["result"]["data"]), (200, &json!(bytes)));
    }
}

/// What a script prints; nothing where there is no Node.
async fn node(script: String) -> Option<String> {
    let ran = tokio::task::spawn_blocking(move || Command::new("node").args(["-e", &script]).output());
    match ran.await.expect("node runs") {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            eprintln!("not run: there is no node");
            None
        }
        output => Some(String::from_utf8(output.expect("node runs").stdout).expect("UTF-8")),
    }
}

/// What browsers and Node make of a `FormData`, not what we think they do.
#[tokio::test(flavor = "multi_thread")]
async fn the_form_of_a_real_fetch_is_understood() {
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
    let answer: serde_json::Value = serde_json::from_str(&output).expect("JSON");
    let files = json!([
        ["photo", "a \"b\" \u{e9}.txt", "text/plain", "hello"],
        ["blob", "blob", "application/octet-stream", "raw"]
    ]);
    // Browsers and Node write a line's end as CRLF.
    let album = json!({ "title": "a\r\nb \u{1f600}", "copies": null, "tags": ["x", ""], "files": files });
    assert_eq!(answer, json!({ "result": { "data": album } }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_real_fetch_hears_why_its_large_body_is_refused() {
    let server = serve(App::default(), 100_000_000).await;
    let script = format!(
        "const send = async (body) => {{
            const headers = {{ 'content-type': 'application/octet-stream' }};
            const options = {{ method: 'POST', headers, body, duplex: 'half' }};
            const answer = await fetch('http://{server}/rpc/small', options);
            return [answer.status, (await answer.json()).error.data.code];
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
    let refused = json!([413, "PAYLOAD_TOO_LARGE"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&output).expect("JSON"), json!([refused, refused]));
}
