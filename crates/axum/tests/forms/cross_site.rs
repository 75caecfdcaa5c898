//! From which sites a form may come (protocol section 11.2).

use crate::app::{App, BYTES, END, FORM, field, send, serve};

/// The status of a form that comes with these headers.
async fn status(headers: &[&str]) -> u16 {
    let server = serve(App::default(), 10_000).await;
    let body = field("a", "1") + END;
    let answer = send(server, "POST /rpc/pairs", &[&[FORM], headers].concat(), &body).await;
    if answer.status == 403 {
        let (code, message) = answer.failure();
        assert!(code == "FORBIDDEN" && message.starts_with("This request comes from another site"), "{message}");
        assert_eq!(answer.json["error"]["data"]["path"], "pairs");
    }
    answer.status
}

#[tokio::test]
async fn a_form_of_no_page_passes() {
    assert_eq!(status(&[]).await, 200);
}

#[tokio::test]
async fn a_form_of_our_own_page_passes() {
    assert_eq!(status(&["sec-fetch-site: same-origin", "origin: http://app.example"]).await, 200);
    assert_eq!(status(&["sec-fetch-site: none"]).await, 200, "typed by a person");
    assert_eq!(status(&["origin: http://app.example"]).await, 200, "an older browser");
    let behind_a_proxy = ["sec-fetch-site: same-origin", "origin: https://public.example"];
    assert_eq!(status(&behind_a_proxy).await, 200, "the browser knows it better than the address");
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    assert_eq!(status(&["sec-fetch-site: cross-site"]).await, 403);
    assert_eq!(status(&["sec-fetch-site: same-site", "origin: https://blog.app.example"]).await, 403);
    assert_eq!(status(&["sec-fetch-site: cross-site", "origin: http://app.example"]).await, 403);
    assert_eq!(status(&["sec-fetch-site: made-up"]).await, 403);
    assert_eq!(status(&["origin: https://evil.example"]).await, 403);
    assert_eq!(status(&["origin: null"]).await, 403);
}

#[tokio::test]
async fn a_form_of_a_listed_site_passes() {
    assert_eq!(status(&["sec-fetch-site: cross-site", "origin: https://friend.example"]).await, 200);
    assert_eq!(status(&["origin: https://friend.example"]).await, 200);
}

#[tokio::test]
async fn a_header_that_needs_a_preflight_is_proof_enough() {
    let from_elsewhere = ["sec-fetch-site: cross-site", "origin: https://evil.example"];
    for header in ["isotype-request: 1", "trpc-accept: application/jsonl", "authorization: Bearer t"] {
        assert_eq!(status(&[&from_elsewhere[..], &[header]].concat()).await, 200, "{header}");
    }
    assert_eq!(status(&[&from_elsewhere[..], &["cookie: session=1"]].concat()).await, 403);
}

#[tokio::test]
async fn raw_bytes_need_a_preflight_themselves() {
    let server = serve(App::default(), 10_000).await;
    let answer = send(server, "POST /rpc/raw", &[BYTES, "sec-fetch-site: cross-site"], "hi").await;
    assert_eq!(answer.status, 200);
}
