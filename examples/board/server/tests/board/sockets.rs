//! Who calls over a socket: by a token in its connection params, or by the cookie of a session.

use jsonwebtoken::get_current_timestamp;
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Error, client::IntoClientRequest},
};

use crate::{
    harness::{ADMIN, Board, both_engines},
    permissions::token_until,
    socket::Socket,
};

both_engines! {
    a_token_is_a_user
    a_role_counts
    a_cookie_is_a_user_on_this_site_only
    a_token_that_ends_ends_the_socket
}

fn call(id: u32, method: &str, path: &str, input: Value) -> Value {
    json!({"id": id, "method": method, "params": {"path": path, "input": input}})
}

/// The code and the declared error of what was refused.
fn refused(answer: &Value) -> [&str; 2] {
    let data = &answer["error"]["data"];
    [data["code"].as_str().unwrap_or_default(), data["error"]["type"].as_str().unwrap_or_default()]
}

async fn a_token_is_a_user(board: Board) {
    let token = board.member("ann@example.com").await;
    let calls = [
        call(1, "query", "auth.me", json!(null)),
        call(2, "mutation", "posts.create", json!({"title": "one", "body": ""})),
    ];
    let answers = Socket::open(&board.url, json!({"token": token})).await.ask(&calls).await;
    assert_eq!(answers[0]["result"]["data"]["email"], "ann@example.com");
    assert_eq!(answers[1]["result"]["data"]["author"]["name"], "ann");
    for params in [json!({}), json!({"token": "forged"}), json!({"token": format!("{token}x")})] {
        for answer in Socket::open(&board.url, params.clone()).await.ask(&calls).await {
            assert_eq!(refused(&answer), ["UNAUTHORIZED", "Unauthorized"], "{params}");
        }
    }
}

async fn a_role_counts(board: Board) {
    let post = board.post("one", &board.member("ann@example.com").await).await;
    let remove = [call(1, "mutation", "posts.remove", json!({"id": post["id"]}))];
    let member = board.member("bob@example.com").await;
    let answers = Socket::open(&board.url, json!({"token": member})).await.ask(&remove).await;
    assert_eq!(refused(&answers[0]), ["FORBIDDEN", "Forbidden"]);
    let admin = board.member(ADMIN).await;
    let answers = Socket::open(&board.url, json!({"token": admin})).await.ask(&remove).await;
    assert!(answers[0]["result"].is_object(), "{answers:?}");
}

async fn a_cookie_is_a_user_on_this_site_only(board: Board) {
    board.sign_up("ann@example.com").await;
    let who = json!({"email": "ann@example.com", "password": "correct horse"});
    let cookie = board.mutate("auth.beginSession", who, "").await.cookie.unwrap();
    let request = |origin: &str| {
        let mut request = board.url.replacen("http", "ws", 1).into_client_request().unwrap();
        request.headers_mut().insert("cookie", cookie.split(';').next().unwrap().parse().unwrap());
        request.headers_mut().insert("origin", origin.parse().unwrap());
        request
    };
    let own = board.url.strip_suffix("/rpc").unwrap();
    let me = [call(1, "query", "auth.me", json!(null))];
    let (socket, _) = connect_async(request(own)).await.unwrap();
    assert_eq!(Socket(socket).ask(&me).await[0]["result"]["data"]["email"], "ann@example.com");
    for origin in ["https://evil.example", "null"] {
        match connect_async(request(origin)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 403, "{origin}"),
            other => panic!("{origin}: {other:?}"),
        }
    }
}

async fn a_token_that_ends_ends_the_socket(board: Board) {
    let session = board.sign_up("ann@example.com").await;
    // What is left of it is leeway.
    let token = token_until(&session.data()["user"], "", get_current_timestamp() - 3);
    let mut socket = Socket::open(&board.url, json!({"token": token})).await;
    socket.send(&call(1, "subscription", "posts.watch", json!(null))).await;
    assert_eq!(socket.closed().await, 4401);
}
