//! Keys in files, changed while the board serves.

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

async fn published(url: &str) -> Vec<Value> {
    let address = url.replace("/rpc", "/.well-known/jwks.json");
    let mut set: Value = reqwest::get(address).await.unwrap().json().await.unwrap();
    serde_json::from_value(set["keys"].take()).unwrap()
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_verifies_without_a_restart() {
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
    let old = token(post(&running.1, "auth.signUp", account, "").await);
    assert_eq!(header(&old)["alg"], "EdDSA");
    assert!(published(&running.1).await.iter().any(|key| key["kid"] == header(&old)["kid"] && key.get("d").is_none()));

    fs::write(&previous, OLD).unwrap();
    fs::write(&current, NEW).unwrap();
    assert!(Command::new("kill").args(["-HUP", &running.0.id().to_string()]).status().unwrap().success());
    let is_new = async {
        while published(&running.1).await[0]["alg"] != "ES256" {
            sleep(Duration::from_millis(20)).await
        }
    };
    timeout(Duration::from_secs(30), is_new).await.expect("the keys are read anew");
    let new = token(post(&running.1, "auth.signIn", sign_in, "").await);
    assert_eq!(header(&new)["alg"], "ES256");
    for (title, token) in [("by the old", &old), ("by the new", &new)] {
        assert_eq!(post(&running.1, "posts.create", json!({"title": title, "body": ""}), token).await["title"], title);
    }
}

#[tokio::test]
async fn a_file_that_is_no_key_is_told_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key.pem");
    fs::write(&file, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n").unwrap();
    let line = crate::process::refused(&["--port", "0", "--token-key", file.to_str().unwrap()]);
    assert!(line.contains("holds no private or public key"), "{line}");
}
