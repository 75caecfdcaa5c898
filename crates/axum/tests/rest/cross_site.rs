//! What pages of other sites may send with their visitors' cookies.

use crate::app::send;

#[tokio::test]
async fn a_post_that_needs_no_preflight_comes_from_here() {
    let status = async |headers: &[(&str, &str)]| send("POST /touch", headers, "").await.status;
    assert_eq!(status(&[]).await, 200, "no page");
    assert_eq!(status(&[("origin", "http://app.example")]).await, 200, "our own");
    assert_eq!(status(&[("origin", "https://friend.example")]).await, 200, "let in");
    for evil in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        assert_eq!(status(&[evil]).await, 403);
        assert_eq!(status(&[evil, ("content-type", "text/plain")]).await, 403);
        assert_eq!(status(&[evil, ("content-type", "application/json")]).await, 200, "a browser has asked before");
        assert_eq!(send("POST /labels", &[evil], "").await.status, 403, "a body that may be left out");
    }
}

#[tokio::test]
async fn a_body_of_json_says_so() {
    for headers in [&[][..], &[("content-type", "text/plain")], &[("content-type", "multipart/form-data; boundary=b")]]
    {
        assert_eq!(send("PUT /things/a/1", headers, "{}").await.status, 415, "{headers:?}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "cross-site")];
    assert_eq!(send("POST /files", &headers, "--b--").await.status, 403);
}
