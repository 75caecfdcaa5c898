//! Crash recovery: a thousand mutations on a server that is killed repeatedly.
//!
//! Clients retry each mutation with its idempotency key until it succeeds. Each mutation must take effect exactly once,
//! and the response must belong to that effect.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap is a failed test")]

use std::{
    collections::HashMap,
    env,
    process::Stdio,
    sync::atomic::{AtomicU32, Ordering::Relaxed},
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};
use isotype::sql::Database;
use reqwest::Client;
use sea_query::{Alias, Query};
use serde_json::Value;
use sqlx::{Executor, Row};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    sync::watch,
    time::sleep,
};
use uuid::Uuid;

const MUTATIONS: u32 = 1000;
const CONCURRENCY: usize = 32;

#[tokio::test(flavor = "multi_thread")]
async fn mutations_take_effect_once_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    assert_exactly_once("SQLite", format!("sqlite://{}", folder.path().join("t.sqlite").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mutations_take_effect_once_on_postgres() {
    const ADDRESS: &str = "postgres://postgres@127.0.0.1:5432/postgres";
    let Ok(admin) = Database::open(ADDRESS).await else {
        assert!(env::var_os("CI").is_none(), "PostgreSQL is not running");
        return eprintln!("skipped on PostgreSQL: start a server on port 5432 that trusts the user postgres");
    };
    let schema = format!("exactly_once_{}", Uuid::now_v7().simple());
    let sql = async |sql: String| {
        admin.pool().execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    };
    sql(format!("CREATE SCHEMA {schema}")).await;
    let address = format!("{ADDRESS}?options[search_path]={schema}");
    let result = tokio::spawn(assert_exactly_once("PostgreSQL", address)).await;
    sql(format!("DROP SCHEMA {schema} CASCADE")).await;
    result.unwrap();
}

async fn assert_exactly_once(engine: &str, address: String) {
    let started = Instant::now();
    let (mut server, url) = start(&address).await;
    let (url_sender, urls) = watch::channel(url);
    let (client, attempts) = (Client::new(), AtomicU32::new(0));
    let calls = stream::iter(0..MUTATIONS)
        .map(|number| call_until_success(&client, number, urls.clone(), &attempts))
        .buffer_unordered(CONCURRENCY)
        .collect::<HashMap<u32, String>>();
    tokio::pin!(calls);
    let mut kills = 0;
    let responses = loop {
        tokio::select! {
            responses = &mut calls => break responses,
            () = wait_for_more_attempts(&attempts) => {}
        }
        server.kill().await.unwrap();
        kills += 1;
        let url;
        (server, url) = start(&address).await;
        url_sender.send_replace(url);
    };
    server.kill().await.unwrap();
    let effects = effects(&address).await;
    let retries = attempts.load(Relaxed) - MUTATIONS;
    let rows: usize = effects.values().map(Vec::len).sum();
    println!(
        "{engine}: {MUTATIONS} mutations, {kills} crashes, {retries} retries, \
         {rows} effects, {:.1} s",
        started.elapsed().as_secs_f32()
    );
    assert!(kills > 3 && retries > 0, "the server was not killed while calls were in flight");
    for number in 0..MUTATIONS {
        let effect = effects.get(&number).map(Vec::as_slice).unwrap_or_default();
        assert_eq!(effect, [responses[&number].clone()], "number {number}");
    }
    assert_eq!(rows, responses.len());
}

/// Waits for a random number of further attempts, then for a random time within one of them.
async fn wait_for_more_attempts(attempts: &AtomicU32) {
    let last = attempts.load(Relaxed) + fastrand::u32(20..120);
    while attempts.load(Relaxed) < last {
        sleep(Duration::from_millis(1)).await;
    }
    sleep(Duration::from_micros(fastrand::u64(..20_000))).await;
}

/// Starts a server and returns it with its URL.
async fn start(address: &str) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isotype-exactly-once"));
    let mut server = command.arg(address).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let url = lines.next_line().await.unwrap().expect("reading the server's URL");
    (server, url)
}

/// Retries a mutation with one idempotency key until it succeeds, and returns its number and response.
async fn call_until_success(
    client: &Client,
    number: u32,
    urls: watch::Receiver<String>,
    attempts: &AtomicU32,
) -> (u32, String) {
    let key = format!("\"{}\"", Uuid::now_v7());
    loop {
        attempts.fetch_add(1, Relaxed);
        let url = format!("{}/add", urls.borrow().clone());
        let request = client.post(url).header("idempotency-key", &key).json(&number).timeout(Duration::from_secs(10));
        if let Ok(response) = request.send().await
            && response.status() == 200
            && let Ok(body) = response.json::<Value>().await
        {
            return (number, body["result"]["data"].as_str().unwrap().to_owned());
        }
        sleep(Duration::from_millis(20)).await;
    }
}

/// Returns the ids of the inserted rows by number.
async fn effects(address: &str) -> HashMap<u32, Vec<String>> {
    let database = Database::open(address).await.unwrap();
    let select = Query::select().columns([Alias::new("id"), Alias::new("number")]).from(Alias::new("added")).to_owned();
    let mut effects: HashMap<u32, Vec<String>> = HashMap::new();
    for row in database.fetch_all(&select).await.unwrap() {
        let number: i64 = row.get("number");
        effects.entry(u32::try_from(number).unwrap()).or_default().push(row.get("id"));
    }
    database.close().await;
    effects
}
