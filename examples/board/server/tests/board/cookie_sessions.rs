//! Sessions by cookie, and pages of other sites that would like to use them.

use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Board, both_engines};

both_engines! {
    a_session_is_a_user
    an_ended_session_is_none
    signing_out_everywhere_ends_every_kind_of_session
    another_site_cannot_use_the_cookie
    a_feed_is_opened_by_the_cookie
}

/// A new account's session: the cookie, as a browser sends it.
async fn begin(board: &Board, email: &str) -> String {
    board.sign_up(email).await;
    again(board, email).await
}

async fn again(board: &Board, email: &str) -> String {
    let answer = board.mutate("auth.beginSession", json!({"email": email, "password": "correct horse"}), "").await;
    let set = answer.cookie.as_deref().unwrap();
    assert!(set.starts_with("session=") && set.contains("; HttpOnly; SameSite=Strict"), "{set}");
    assert_eq!(answer.data()["email"], email, "and no token in the answer: {}", answer.body);
    set.split(';').next().unwrap().to_owned()
}

async fn status(request: RequestBuilder) -> StatusCode {
    request.send().await.unwrap().status()
}

fn create(board: &Board, cookie: &str, title: &str) -> RequestBuilder {
    let request = board.request(Method::POST, "/posts.create").header("cookie", cookie);
    request.json(&json!({"title": title, "body": ""}))
}

async fn a_session_is_a_user(board: Board) {
    let cookie = begin(&board, "ann@example.com").await;
    assert_eq!(status(create(&board, &cookie, "one")).await, 200);
    assert_eq!(status(create(&board, "session=made-up", "two")).await, 401);
    let wrong = json!({"email": "ann@example.com", "password": "wrong horse"});
    let refused = board.mutate("auth.beginSession", wrong, "").await;
    refused.assert_error(401, "UNAUTHORIZED", "WrongCredentials");
    assert!(refused.cookie.is_none());
}

async fn an_ended_session_is_none(board: Board) {
    let cookie = begin(&board, "ann@example.com").await;
    let ended = board.with_cookie("auth.endSession", &cookie).await;
    assert!(ended.status == 200 && ended.cookie.unwrap().contains("Max-Age=0"));
    assert_eq!(status(create(&board, &cookie, "one")).await, 401);
}

async fn signing_out_everywhere_ends_every_kind_of_session(board: Board) {
    let laptop = begin(&board, "ann@example.com").await;
    let phone = again(&board, "ann@example.com").await;
    let token = board.mutate("auth.signIn", json!({"email": "ann@example.com", "password": "correct horse"}), "").await;
    let refresh = token.cookie.unwrap().split(';').next().unwrap().to_owned();
    let stranger = begin(&board, "bob@example.com").await;
    assert_eq!(board.with_cookie("auth.signOutEverywhere", &laptop).await.status, 200);
    for cookie in [&laptop, &phone] {
        assert_eq!(status(create(&board, cookie, "one")).await, 401);
    }
    assert_eq!(board.with_cookie("auth.refresh", &refresh).await.status, 401);
    assert_eq!(status(create(&board, &stranger, "one")).await, 200);
}

async fn another_site_cannot_use_the_cookie(board: Board) {
    let cookie = begin(&board, "ann@example.com").await;
    let from = |headers: &[(&str, &str)]| {
        headers.iter().fold(create(&board, &cookie, "one"), |request, (name, value)| request.header(*name, *value))
    };
    for headers in [
        &[("origin", "https://evil.example")][..],
        &[("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")],
        &[("origin", "http://sub.127.0.0.1"), ("sec-fetch-site", "same-site")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
    ] {
        assert_eq!(status(from(headers)).await, 403, "{headers:?}");
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
    assert_eq!(status(from(&[("origin", "http://proxied.example"), ("sec-fetch-site", "same-origin")])).await, 200);
    let list: Value = board.query("posts.list", json!({}), "").await.body["result"]["data"].take();
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1), "{list}");
}

async fn a_feed_is_opened_by_the_cookie(board: Board) {
    let cookie = begin(&board, "ann@example.com").await;
    for cookie in [cookie.as_str(), "session=of-long-ago", ""] {
        let mut response = board.request(Method::GET, "/posts.watch").header("cookie", cookie).send().await.unwrap();
        let first = response.chunk().await.unwrap().unwrap();
        assert!(first.starts_with(b"event: connected"), "{cookie}: {}", String::from_utf8_lossy(&first));
    }
}
