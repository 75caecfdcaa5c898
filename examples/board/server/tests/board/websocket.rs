//! Authentication over WebSocket, with a token in the connection parameters or with a session cookie.

use jsonwebtoken::get_current_timestamp;
use serde_json::{Value, json};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Error, client::IntoClientRequest},
};

use crate::{
    harness::{ADMIN, Board, both_engines},
    permissions::token_until,
    websocket_client::WebSocketClient,
};

both_engines! {
    authenticates_token_in_connection_params
    authorizes_by_role
    accepts_session_cookie_from_same_origin_only
    closes_socket_when_token_expires
}

fn call(id: u32, method: &str, path: &str, input: Value) -> Value {
    json!({"id": id, "method": method, "params": {"path": path, "input": input}})
}

/// Returns the tRPC code and the declared error of an error response.
fn error(response: &Value) -> [&str; 2] {
    let data = &response["error"]["data"];
    [data["code"].as_str().unwrap_or_default(), data["error"]["type"].as_str().unwrap_or_default()]
}

async fn authenticates_token_in_connection_params(board: Board) {
    let token = board.member("ann@example.com").await;
    let calls = [
        call(1, "query", "auth.me", json!(null)),
        call(2, "mutation", "posts.create", json!({"title": "one", "body": ""})),
    ];
    let responses = WebSocketClient::open(&board.url, json!({"token": token})).await.call(&calls).await;
    assert_eq!(responses[0]["result"]["data"]["email"], "ann@example.com");
    assert_eq!(responses[1]["result"]["data"]["author"]["name"], "ann");
    for params in [json!({}), json!({"token": "forged"}), json!({"token": format!("{token}x")})] {
        for response in WebSocketClient::open(&board.url, params.clone()).await.call(&calls).await {
            assert_eq!(error(&response), ["UNAUTHORIZED", "Unauthorized"], "{params}");
        }
    }
}

async fn authorizes_by_role(board: Board) {
    let post = board.post("one", &board.member("ann@example.com").await).await;
    let remove = [call(1, "mutation", "posts.remove", json!({"id": post["id"]}))];
    let member = board.member("bob@example.com").await;
    let responses = WebSocketClient::open(&board.url, json!({"token": member})).await.call(&remove).await;
    assert_eq!(error(&responses[0]), ["FORBIDDEN", "Forbidden"]);
    let admin = board.member(ADMIN).await;
    let responses = WebSocketClient::open(&board.url, json!({"token": admin})).await.call(&remove).await;
    assert!(responses[0]["result"].is_object(), "{responses:?}");
}

async fn accepts_session_cookie_from_same_origin_only(board: Board) {
    board.sign_up("ann@example.com").await;
    let credentials = json!({"email": "ann@example.com", "password": "correct horse"});
    let cookie = board.mutate("auth.createSession", credentials, "").await.cookie.unwrap();
    let request = |origin: &str| {
        let mut request = board.url.replacen("http", "ws", 1).into_client_request().unwrap();
        request.headers_mut().insert("cookie", cookie.split(';').next().unwrap().parse().unwrap());
        request.headers_mut().insert("origin", origin.parse().unwrap());
        request
    };
    let own = board.url.strip_suffix("/rpc").unwrap();
    let me = [call(1, "query", "auth.me", json!(null))];
    let (socket, _) = connect_async(request(own)).await.unwrap();
    assert_eq!(WebSocketClient(socket).call(&me).await[0]["result"]["data"]["email"], "ann@example.com");
    for origin in ["https://evil.example", "null"] {
        match connect_async(request(origin)).await {
            Err(Error::Http(response)) => assert_eq!(response.status(), 403, "{origin}"),
            result => panic!("{origin}: {result:?}"),
        }
    }
}

async fn closes_socket_when_token_expires(board: Board) {
    let session = board.sign_up("ann@example.com").await;
    // The token has expired; two of the five seconds of leeway are left.
    let token = token_until(&session.data()["user"], "", get_current_timestamp() - 3);
    let mut socket = WebSocketClient::open(&board.url, json!({"token": token})).await;
    socket.send(&call(1, "subscription", "posts.watch", json!(null))).await;
    assert_eq!(socket.close_code().await, 4401);
}
