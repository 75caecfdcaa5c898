//! Content of the log.

use std::fs::{self, File};

use reqwest::Client;
use serde_json::{Value, json};

use crate::{
    harness::SECRET,
    process::{BoardProcess, board},
    websocket_client::WebSocketClient,
};

const PASSWORD: &str = "correct-horse-battery";

#[cfg(unix)]
#[tokio::test]
async fn logs_calls_without_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut command = board(&["--port", "0", "--database", "sqlite::memory:"]);
    command
        .env("BOARD_SECRET", SECRET)
        .env("BOARD_PROT", "4200")
        .env("RUST_LOG", "trace")
        .stderr(File::create(&path).unwrap());
    let running = BoardProcess::spawn(&mut command);
    let (url, client) = (running.url.clone(), Client::new());

    let account = json!({"email": "ann@example.com", "password": PASSWORD, "name": "Ann"});
    let signed = client.post(format!("{url}/auth.signUp")).json(&account).send().await.unwrap();
    let cookie = signed.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let id = signed.headers()["x-request-id"].to_str().unwrap().to_owned();
    let session: Value = signed.json().await.unwrap();
    let token = session["result"]["data"]["accessToken"].as_str().unwrap().to_owned();
    // Secrets in a header, in a cookie, in connection parameters of a URL and of a socket, and in an invalid input.
    client.get(format!("{url}/auth.me")).bearer_auth(&token).send().await.unwrap();
    let wrong = json!({"email": "ann@example.com", "password": [PASSWORD]});
    client.post(format!("{url}/auth.signIn")).json(&wrong).send().await.unwrap();
    let params = json!({"token": token}).to_string();
    let feed = client.get(format!("{url}/posts.watch")).query(&[("connectionParams", &params)]).send().await.unwrap();
    assert_eq!(feed.status(), 200);
    drop(feed);
    let me = json!({"id": 1, "method": "query", "params": {"path": "auth.me"}});
    let create =
        json!({"id": 2, "method": "mutation", "params": {"path": "posts.create", "input": {"title": "x", "body": ""}}});
    let responses = WebSocketClient::open(&url, json!({"token": token})).await.call(&[me, create]).await;
    assert!(responses.iter().all(|response| response["result"]["data"].is_object()), "{responses:?}");
    let refreshed =
        client.post(format!("{url}/auth.refresh")).json(&json!(null)).header("cookie", &cookie).send().await.unwrap();
    assert_eq!(refreshed.status(), 200);
    let second: Value = refreshed.json().await.unwrap();
    tokio::task::spawn_blocking(|| running.terminate()).await.unwrap();

    let log = fs::read_to_string(&path).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let find =
        |name: &str| lines.iter().find(|line| line["span"]["rpc.method"] == name).unwrap_or_else(|| panic!("{name}"));
    for name in ["auth.signUp", "auth.signIn", "auth.me", "posts.watch", "posts.create", "auth.refresh"] {
        find(name);
    }
    assert_eq!(find("auth.signUp")["span"]["request_id"], id);
    assert!(
        lines.iter().any(|line| line["variable"] == "BOARD_PROT" && line["level"] == "WARN"),
        "no warning about the misspelled variable"
    );
    let value = cookie.split_once('=').unwrap().1;
    let signature = |token: &str| token.rsplit('.').next().unwrap().to_owned();
    let new = signature(second["result"]["data"]["accessToken"].as_str().unwrap());
    for secret in [PASSWORD, SECRET, value, &signature(&token), &new] {
        let found = log.lines().find(|line| line.contains(secret));
        assert_eq!(found, None, "log contains {secret:?}");
    }
}
