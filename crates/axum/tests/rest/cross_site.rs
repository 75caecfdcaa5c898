//! Tests of requests from pages on other sites.

use crate::app::send;

#[tokio::test]
async fn rejects_cross_site_posts_that_need_no_preflight() {
    let status = async |headers: &[(&str, &str)]| send("POST /touch", headers, "").await.status;
    assert_eq!(status(&[]).await, 200, "sent by no page");
    assert_eq!(status(&[("origin", "http://app.example")]).await, 200, "own origin");
    assert_eq!(status(&[("origin", "https://friend.example")]).await, 200, "allowed origin");
    for cross_site in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        assert_eq!(status(&[cross_site]).await, 403);
        assert_eq!(status(&[cross_site, ("content-type", "text/plain")]).await, 403);
        assert_eq!(
            status(&[cross_site, ("content-type", "application/json")]).await,
            200,
            "browsers send a preflight request first"
        );
        assert_eq!(send("POST /labels", &[cross_site], "").await.status, 403, "the body is optional");
    }
}

#[tokio::test]
async fn rejects_json_bodies_with_another_media_type() {
    for headers in [&[][..], &[("content-type", "text/plain")], &[("content-type", "multipart/form-data; boundary=b")]]
    {
        assert_eq!(send("PUT /things/a/1", headers, "{}").await.status, 415, "{headers:?}");
    }
}

#[tokio::test]
async fn rejects_cross_site_forms() {
    let headers = [("content-type", "multipart/form-data; boundary=b"), ("sec-fetch-site", "cross-site")];
    assert_eq!(send("POST /files", &headers, "--b--").await.status, 403);
}
