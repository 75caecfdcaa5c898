//! Cookie sessions, and cross-site requests that contain their cookie.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Board, both_engines};

both_engines! {
    authenticates_session_cookie
    rejects_revoked_session
    signs_out_everywhere
    rejects_cross_site_requests_with_cookie
    opens_feed_with_cookie
}

/// Signs up and returns the cookie of a session, as a browser sends it.
async fn sign_up(board: &Board, email: &str) -> String {
    board.sign_up(email).await;
    create_session(board, email).await
}

async fn create_session(board: &Board, email: &str) -> String {
    let response = board.mutate("auth.createSession", json!({"email": email, "password": "correct horse"}), "").await;
    let set = response.cookie.as_deref().unwrap();
    assert!(set.starts_with("session=") && set.contains("; HttpOnly; SameSite=Strict"), "{set}");
    assert_eq!(response.data()["email"], email, "unexpected response: {}", response.body);
    set.split(';').next().unwrap().to_owned()
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.unwrap().status()
}

fn create(board: &Board, cookie: &str, title: &str) -> RequestBuilder {
    let request = board.request(Method::POST, "/posts.create").header("cookie", cookie);
    request.json(&json!({"title": title, "body": ""}))
}

async fn authenticates_session_cookie(board: Board) {
    let cookie = sign_up(&board, "ann@example.com").await;
    assert_eq!(status(create(&board, &cookie, "one")).await, 200);
    assert_eq!(status(create(&board, "session=made-up", "two")).await, 401);
    let wrong = json!({"email": "ann@example.com", "password": "wrong horse"});
    let rejected = board.mutate("auth.createSession", wrong, "").await;
    rejected.assert_error(401, "UNAUTHORIZED", "WrongCredentials");
    assert!(rejected.cookie.is_none());
}

async fn rejects_revoked_session(board: Board) {
    let cookie = sign_up(&board, "ann@example.com").await;
    let revoked = board.with_cookie("auth.revokeSession", &cookie).await;
    assert!(revoked.status == 200 && revoked.cookie.unwrap().contains("Max-Age=0"));
    assert_eq!(status(create(&board, &cookie, "one")).await, 401);
}

async fn signs_out_everywhere(board: Board) {
    let laptop = sign_up(&board, "ann@example.com").await;
    let phone = create_session(&board, "ann@example.com").await;
    let token = board.mutate("auth.signIn", json!({"email": "ann@example.com", "password": "correct horse"}), "").await;
    let refresh = token.cookie.unwrap().split(';').next().unwrap().to_owned();
    let other_user = sign_up(&board, "bob@example.com").await;
    assert_eq!(board.with_cookie("auth.signOutEverywhere", &laptop).await.status, 200);
    for cookie in [&laptop, &phone] {
        assert_eq!(status(create(&board, cookie, "one")).await, 401);
    }
    assert_eq!(board.with_cookie("auth.refresh", &refresh).await.status, 401);
    assert_eq!(status(create(&board, &other_user, "one")).await, 200);
}

async fn rejects_cross_site_requests_with_cookie(board: Board) {
    let cookie = sign_up(&board, "ann@example.com").await;
    let with_headers = |headers: &[(&str, &str)]| {
        headers.iter().fold(create(&board, &cookie, "one"), |request, (name, value)| request.header(*name, *value))
    };
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
        &[("origin", "http://sub.127.0.0.1"), ("sec-fetch-site", "same-site")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
    ] {
        assert_eq!(status(with_headers(headers)).await, 403, "{headers:?}");
    }
    let form =
        board.request(Method::POST, "/posts.create").header("cookie", &cookie).header("origin", "https://evil.example");
    assert_eq!(status(form.body(r#"{"title":"one","body":""}"#).header("content-type", "text/plain")).await, 403);
    let rest = board.url.replace("/rpc", "/api/posts");
    let rest = reqwest::Client::new().post(rest).header("cookie", &cookie).header("origin", "https://evil.example");
    assert_eq!(status(rest.json(&json!({"title": "one", "body": ""}))).await, 403);
    let feed =
        board.request(Method::GET, "/posts.watch").header("cookie", &cookie).header("origin", "https://evil.example");
    assert_eq!(status(feed).await, 403);
    assert_eq!(
        status(with_headers(&[("origin", "http://proxied.example"), ("sec-fetch-site", "same-origin")])).await,
        200
    );
    let list: Value = board.query("posts.list", json!({}), "").await.body["result"]["data"].take();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
}

async fn opens_feed_with_cookie(board: Board) {
    let cookie = sign_up(&board, "ann@example.com").await;
    for cookie in [cookie.as_str(), "session=expired", ""] {
        let mut response = board.request(Method::GET, "/posts.watch").header("cookie", cookie).send().await.unwrap();
        let first = response.chunk().await.unwrap().unwrap();
        assert!(first.starts_with(b"event: connected"), "{cookie}: {}", String::from_utf8_lossy(&first));
    }
}
