//! Tests of cross-site forms (`docs/protocol.md#origins-and-cookies`).

use crate::app::{App, BYTES, END, FORM, field, send, serve};

/// Sends a form with the given headers and returns the response status.
async fn status(headers: &[&str]) -> u16 {
    let server = serve(App::default(), 10_000).await;
    let body = field("a", "1") + END;
    let response = send(server, "POST /rpc/pairs", &[&[FORM], headers].concat(), &body).await;
    if response.status == 403 {
        let (code, message) = response.failure();
        assert!(code == "FORBIDDEN" && message.starts_with("cross-site request"), "{message}");
        assert_eq!(response.json["error"]["data"]["path"], "pairs");
    }
    response.status
}

#[tokio::test]
async fn accepts_forms_without_browser_headers() {
    assert_eq!(status(&[]).await, 200);
}

#[tokio::test]
async fn accepts_forms_of_the_own_origin() {
    assert_eq!(status(&["sec-fetch-site: same-origin", "origin: http://app.example"]).await, 200);
    assert_eq!(status(&["sec-fetch-site: none"]).await, 200, "the user entered the URL");
    assert_eq!(status(&["origin: http://app.example"]).await, 200, "browsers without sec-fetch-site");
    let behind_a_proxy = ["sec-fetch-site: same-origin", "origin: https://public.example"];
    assert_eq!(status(&behind_a_proxy).await, 200, "sec-fetch-site takes precedence over the host");
}

#[tokio::test]
async fn rejects_forms_of_other_sites() {
    assert_eq!(status(&["sec-fetch-site: cross-site"]).await, 403);
    assert_eq!(status(&["sec-fetch-site: same-site", "origin: https://blog.app.example"]).await, 403);
    assert_eq!(status(&["sec-fetch-site: cross-site", "origin: http://app.example"]).await, 403);
    assert_eq!(status(&["sec-fetch-site: made-up"]).await, 403);
    assert_eq!(status(&["origin: https://evil.example"]).await, 403);
    assert_eq!(status(&["origin: null"]).await, 403);
}

#[tokio::test]
async fn accepts_forms_of_allowed_origins() {
    assert_eq!(status(&["sec-fetch-site: cross-site", "origin: https://friend.example"]).await, 200);
    assert_eq!(status(&["origin: https://friend.example"]).await, 200);
}

#[tokio::test]
async fn accepts_cross_site_forms_with_a_preflighted_header() {
    let cross_site = ["sec-fetch-site: cross-site", "origin: https://evil.example"];
    for header in ["isotype-request: 1", "trpc-accept: application/jsonl", "authorization: Bearer t"] {
        assert_eq!(status(&[&cross_site[..], &[header]].concat()).await, 200, "{header}");
    }
    assert_eq!(status(&[&cross_site[..], &["cookie: session=1"]].concat()).await, 403);
}

#[tokio::test]
async fn accepts_cross_site_raw_bytes_which_browsers_preflight() {
    let server = serve(App::default(), 10_000).await;
    let response = send(server, "POST /rpc/raw", &[BYTES, "sec-fetch-site: cross-site"], "hi").await;
    assert_eq!(response.status, 200);
}
