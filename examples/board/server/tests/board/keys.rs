//! Reload of key files.

#![cfg(unix)]

use std::{fs, process::Command, time::Duration};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use crate::{
    harness::SECRET,
    process::{BoardProcess, board, post},
};

const OLD: &str = include_str!("../../../../../crates/auth/tests/keys/ed.private.pem");
const NEW: &str = include_str!("../../../../../crates/auth/tests/keys/es256.private.pem");

fn header(token: &str) -> Value {
    serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(token.split('.').next().unwrap()).unwrap()).unwrap()
}

async fn jwks(url: &str) -> Vec<Value> {
    let address = url.replace("/rpc", "/.well-known/jwks.json");
    let mut set: Value = reqwest::get(address).await.unwrap().json().await.unwrap();
    serde_json::from_value(set["keys"].take()).unwrap()
}

#[tokio::test]
async fn signs_with_new_key_and_verifies_with_old_one_after_reload() {
    let folder = tempfile::tempdir().unwrap();
    let [current, previous] = ["current.pem", "previous.pem"].map(|name| folder.path().join(name));
    fs::write(&current, OLD).unwrap();
    fs::write(&previous, include_str!("../../../../../crates/auth/tests/keys/rsa.public.pem")).unwrap();
    let files = format!("{},{}", current.display(), previous.display());
    let running =
        BoardProcess::spawn(board(&["--port", "0"]).env("BOARD_SECRET", SECRET).env("BOARD_TOKEN_KEYS", files));
    let account = json!({"email": "ann@example.com", "password": "correct horse", "name": "Ann"});
    let sign_in = json!({"email": "ann@example.com", "password": "correct horse"});
    let token = |session: Value| session["accessToken"].as_str().unwrap().to_owned();
    let old = token(post(&running.url, "auth.signUp", account, "").await);
    assert_eq!(header(&old)["alg"], "EdDSA");
    assert!(jwks(&running.url).await.iter().any(|key| key["kid"] == header(&old)["kid"] && key.get("d").is_none()));

    fs::write(&previous, OLD).unwrap();
    fs::write(&current, NEW).unwrap();
    assert!(Command::new("kill").args(["-HUP", &running.child.id().to_string()]).status().unwrap().success());
    let is_new = async {
        while jwks(&running.url).await[0]["alg"] != "ES256" {
            sleep(Duration::from_millis(20)).await
        }
    };
    timeout(Duration::from_secs(30), is_new).await.expect("keys not reloaded within 30 s");
    let new = token(post(&running.url, "auth.signIn", sign_in, "").await);
    assert_eq!(header(&new)["alg"], "ES256");
    for (title, token) in [("old key", &old), ("new key", &new)] {
        assert_eq!(
            post(&running.url, "posts.create", json!({"title": title, "body": ""}), token).await["title"],
            title
        );
    }
}

#[tokio::test]
async fn rejects_unsupported_key_file_at_startup() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key.pem");
    fs::write(&file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").unwrap();
    let line = crate::process::startup_error(&["--port", "0", "--token-key", file.to_str().unwrap()]);
    assert!(line.contains("expected a private or public key in PEM"), "{line}");
}
