//! A thousand mutations on a server that is killed again and again, by clients that repeat each under its key until it is answered: each takes
//! effect exactly once, and whoever asks is told of that one effect.
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
async fn on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    each_takes_effect_once("SQLite", format!("sqlite://{}", folder.path().join("t.sqlite").display())).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_postgres() {
    const ADDRESS: &str = "postgres://postgres@127.0.0.1:5432/postgres";
    let Ok(outside) = Database::open(ADDRESS).await else {
        assert!(env::var_os("CI").is_none(), "PostgreSQL is not there");
        return eprintln!("SKIPPED on PostgreSQL: start one on port 5432 that trusts the user postgres");
    };
    let schema = format!("exactly_once_{}", Uuid::now_v7().simple());
    let sql = async |sql: String| {
        outside.pool().execute(sqlx::AssertSqlSafe(sql)).await.unwrap();
    };
    sql(format!("CREATE SCHEMA {schema}")).await;
    let address = format!("{ADDRESS}?options[search_path]={schema}");
    let done = tokio::spawn(each_takes_effect_once("PostgreSQL", address)).await;
    sql(format!("DROP SCHEMA {schema} CASCADE")).await;
    done.unwrap();
}

async fn each_takes_effect_once(engine: &str, address: String) {
    let begun = Instant::now();
    let (mut server, url) = start(&address).await;
    let (told, urls) = watch::channel(url);
    let (client, attempts) = (Client::new(), AtomicU32::new(0));
    let all = stream::iter(0..MUTATIONS)
        .map(|number| call_until_success(&client, number, urls.clone(), &attempts))
        .buffer_unordered(CONCURRENCY)
        .collect::<HashMap<u32, String>>();
    tokio::pin!(all);
    let mut kills = 0;
    let answers = loop {
        tokio::select! {
            answers = &mut all => break answers,
            () = wait_for_more_attempts(&attempts) => {}
        }
        server.kill().await.unwrap();
        kills += 1;
        let url;
        (server, url) = start(&address).await;
        told.send_replace(url);
    };
    server.kill().await.unwrap();
    let effects = effects(&address).await;
    let again = attempts.load(Relaxed) - MUTATIONS;
    let rows: usize = effects.values().map(Vec::len).sum();
    println!(
        "{engine}: {MUTATIONS} mutations, {kills} times the server was killed, {again} attempts were repeated: \
         {rows} effects, {:.1} s",
        begun.elapsed().as_secs_f32()
    );
    assert!(kills > 3 && again > 0, "the server was killed while it worked");
    for number in 0..MUTATIONS {
        let effect = effects.get(&number).map(Vec::as_slice).unwrap_or_default();
        assert_eq!(effect, [answers[&number].clone()], "number {number}");
    }
    assert_eq!(rows, answers.len());
}

/// Waits until the server was asked a few more times, and then for some moment of its work.
async fn wait_for_more_attempts(attempts: &AtomicU32) {
    let last = attempts.load(Relaxed) + fastrand::u32(20..120);
    while attempts.load(Relaxed) < last {
        sleep(Duration::from_millis(1)).await;
    }
    sleep(Duration::from_micros(fastrand::u64(..20_000))).await;
}

/// The server, and its address.
async fn start(address: &str) -> (Child, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_isotype-exactly-once"));
    let mut server = command.arg(address).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
    let mut lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let url = lines.next_line().await.unwrap().expect("it says where it listens");
    (server, url)
}

/// Makes a mutation under one key, again and again; which one, and the answer in the end.
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

/// What was added, by number.
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
