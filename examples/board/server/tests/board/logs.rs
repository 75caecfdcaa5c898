//! What a log says, and what none may say.

use std::fs::{self, File};

use reqwest::Client;
use serde_json::{Value, json};

use crate::{
    harness::SECRET,
    process::{BoardProcess, board},
    socket::Socket,
};

const PASSWORD: &str = "correct-horse-battery";

#[cfg(unix)]
#[tokio::test]
async fn the_fullest_log_of_a_session_has_everything_but_its_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut command = board(&["--port", "0", "--database", "sqlite::memory:"]);
    command
        .env("BOARD_SECRET", SECRET)
        .env("BOARD_PROT", "4200")
        .env("RUST_LOG", "trace")
        .stderr(File::create(&path).unwrap());
    let running = BoardProcess::spawn(&mut command);
    let (url, client) = (running.1.clone(), Client::new());

    let account = json!({"email": "ann@example.com", "password": PASSWORD, "name": "Ann"});
    let signed = client.post(format!("{url}/auth.signUp")).json(&account).send().await.unwrap();
    let cookie = signed.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let id = signed.headers()["x-request-id"].to_str().unwrap().to_owned();
    let session: Value = signed.json().await.unwrap();
    let token = session["result"]["data"]["accessToken"].as_str().unwrap().to_owned();
    // By header, by cookie, as connection params of an address and of a socket; and of the wrong kind, which is refused.
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
    let answers = Socket::open(&url, json!({"token": token})).await.ask(&[me, create]).await;
    assert!(answers.iter().all(|answer| answer["result"]["data"].is_object()), "{answers:?}");
    let refreshed =
        client.post(format!("{url}/auth.refresh")).json(&json!(null)).header("cookie", &cookie).send().await.unwrap();
    assert_eq!(refreshed.status(), 200);
    let second: Value = refreshed.json().await.unwrap();
    tokio::task::spawn_blocking(|| running.terminate()).await.unwrap();

    let log = fs::read_to_string(&path).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let of =
        |name: &str| lines.iter().find(|line| line["span"]["rpc.method"] == name).unwrap_or_else(|| panic!("{name}"));
    for name in ["auth.signUp", "auth.signIn", "auth.me", "posts.watch", "posts.create", "auth.refresh"] {
        of(name);
    }
    assert_eq!(of("auth.signUp")["span"]["request_id"], id);
    assert!(lines.iter().any(|line| line["variable"] == "BOARD_PROT" && line["level"] == "WARN"), "a misspelt setting");
    let value = cookie.split_once('=').unwrap().1;
    let signature = |token: &str| token.rsplit('.').next().unwrap().to_owned();
    let new = signature(second["result"]["data"]["accessToken"].as_str().unwrap());
    for secret in [PASSWORD, SECRET, value, &signature(&token), &new] {
        let found = log.lines().find(|line| line.contains(secret));
        assert_eq!(found, None, "the log has {secret:?}");
    }
}
