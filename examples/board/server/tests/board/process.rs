//! Startup and shutdown of the program.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::harness::SECRET;

pub(crate) fn board(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_board"));
    command
        .args(arguments)
        .env_remove("BOARD_SECRET")
        .env_remove("RUST_LOG")
        .env_remove("OTEL_EXPORTER_OTLP_ENDPOINT")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Runs the program, asserts that it fails with a single error, and returns the error.
pub(crate) fn startup_error(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = board(arguments).output().unwrap();
    assert_eq!(status.code(), Some(1));
    let text = String::from_utf8(stderr).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("board: ")).collect();
    assert_eq!(lines.len(), 1, "{text}");
    lines[0].to_owned()
}

/// Running program, killed on drop.
pub(crate) struct BoardProcess {
    pub(crate) child: Child,
    /// URL of the procedures.
    pub(crate) url: String,
}

impl BoardProcess {
    fn start(database: &str) -> BoardProcess {
        BoardProcess::spawn(board(&["--port", "0", "--database", database]).env("BOARD_SECRET", SECRET))
    }

    pub(crate) fn spawn(command: &mut Command) -> BoardProcess {
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = format!("{}/rpc", line.trim());
        BoardProcess { child, url }
    }

    /// Terminates the program with SIGTERM and returns the time it took to exit.
    pub(crate) fn terminate(mut self) -> Duration {
        let start = Instant::now();
        let kill = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap();
        assert!(kill.success());
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
        start.elapsed()
    }
}

impl Drop for BoardProcess {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

pub(crate) async fn post(url: &str, name: &str, input: Value, token: &str) -> Value {
    let request = reqwest::Client::new().post(format!("{url}/{name}")).json(&input).bearer_auth(token);
    request.send().await.unwrap().json::<Value>().await.unwrap()["result"]["data"].take()
}

#[test]
fn exits_with_one_line_if_database_is_unavailable() {
    if cfg!(feature = "postgres") {
        let line = startup_error(&["--port", "0", "--database", "postgres://ann:hunter2@127.0.0.1:1/board"]);
        assert!(line.starts_with("board: cannot connect to PostgreSQL: ") && !line.contains("hunter2"), "{line}");
    }
    let line = startup_error(&["--port", "0", "--database", "sqlite:///nowhere/at/all.sqlite"]);
    assert!(line.starts_with("board: cannot connect to SQLite: "), "{line}");
    assert!(startup_error(&["--database", "mysql://x"]).contains("sqlite:// or postgres://"));
}

#[test]
fn rejects_short_secret_and_missing_secret_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("secret");
    std::fs::write(&path, "short\n").unwrap();
    assert!(startup_error(&["--port", "0", "--secret-file", path.to_str().unwrap()]).contains("at least 32"));
    assert!(startup_error(&["--port", "0", "--secret-file", "/nowhere"]).contains("\"/nowhere\": cannot read file"));
}

#[cfg(unix)]
#[tokio::test]
async fn keeps_tokens_and_feed_across_restart_and_ends_streams_at_shutdown() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("board.sqlite").display());
    let first = BoardProcess::start(&database);
    let account = json!({"email": "ann@example.com", "password": "correct horse", "name": "Ann"});
    let session = post(&first.url, "auth.signUp", account, "").await;
    let token = session["accessToken"].as_str().unwrap();
    post(&first.url, "posts.create", json!({"title": "one", "body": ""}), token).await;
    post(&first.url, "posts.create", json!({"title": "two", "body": ""}), token).await;
    let open = reqwest::get(format!("{}/posts.watch", first.url)).await.unwrap();
    let elapsed = tokio::task::spawn_blocking(|| first.terminate()).await.unwrap();
    assert!(elapsed < Duration::from_secs(4), "{elapsed:?}");
    drop(open);

    let second = BoardProcess::start(&database);
    let mut feed = reqwest::Client::new()
        .get(format!("{}/posts.watch", second.url))
        .header("last-event-id", "1")
        .send()
        .await
        .unwrap();
    let mut text = String::new();
    while !text.contains("id: 2") {
        text += std::str::from_utf8(&feed.chunk().await.unwrap().unwrap()).unwrap();
    }
    assert!(text.contains(r#""title":"two""#) && !text.contains(r#""title":"one""#), "{text}");
    assert_eq!(post(&second.url, "posts.create", json!({"title": "three", "body": ""}), token).await["title"], "three");
}

#[test]
fn migrates_up_and_down() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("board.sqlite").display());
    for arguments in
        [&["migrate", "up"][..], &["migrate", "down", "--to", "1"], &["migrate", "down"], &["migrate", "up"]]
    {
        let output = board(&[arguments, &["--database", &database]].concat()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn reports_each_invalid_setting() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("board.toml");
    std::fs::write(&path, "port = 1\nhttps = \"perhaps\"\n[limits]\nbody = -1\n").unwrap();
    let output = board(&["--config", path.to_str().unwrap(), "--port", "many"]).env("BOARD_SECRET", "short").output();
    let Output { status, stderr, .. } = output.unwrap();
    assert_eq!(status.code(), Some(1));
    let text = String::from_utf8(stderr).unwrap().replace(path.to_str().unwrap(), "board.toml");
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "board: --port: port = \"many\": must be an integer from 0 to 65535",
            "board: BOARD_SECRET: secret = …: secret too short: expected at least 32 bytes, found 5; generate one with `openssl rand -base64 32`",
            "board: board.toml: https = \"perhaps\": must be true or false",
            "board: board.toml: limits.body = -1: must be an integer from 0 to 18446744073709551615",
        ]
    );
}
