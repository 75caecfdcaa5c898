//! What each policy adds to a call, in CPU time and without a socket: `cargo run --release -p isotype-bench -- --policies`.

mod stores;

use std::{fs, sync::Arc, time::Duration};

use isotype::{
    Call, Procedure, RawInput, Request, Verb, mutation,
    policy::{Answers, Callers, Idempotent, Rate, RateLimited, Rates},
    prelude::*,
};
use stores::Store;

use crate::Outcome;

const PLENTY: Rate = Rate::new("plenty", 1_000_000_000, Duration::from_secs(3600));
const SOON: Duration = Duration::from_secs(5);

struct App {
    rates: Arc<dyn Rates>,
    answers: Arc<dyn Answers>,
}

impl Callers for App {
    type Caller = ();
}

impl RateLimited for App {
    fn rates(&self) -> &dyn Rates {
        &*self.rates
    }
}

impl Idempotent for App {
    fn answers(&self) -> Arc<dyn Answers> {
        self.answers.clone()
    }
}

async fn add(_: Ctx<App, Public>, (one, other): (u32, u32)) -> u32 {
    one.wrapping_add(other)
}

/// Puts policies around the bare procedure.
type With = fn(Procedure<App>) -> Procedure<App>;

/// What is measured: its name, the policies, whether calls have keys, and where counts and answers are.
const ROWS: [(&str, With, bool, Store); 13] = [
    ("the bare call", |bare| bare, false, Store::Memory),
    ("timeout", |bare| bare.timeout(SOON), false, Store::Memory),
    ("shed", |bare| bare.shed(100), false, Store::Memory),
    ("rate, in memory", |bare| bare.rate(PLENTY), false, Store::Memory),
    ("require", |bare| bare.require::<Public>(), false, Store::Memory),
    ("idempotency, without a key", |bare| bare.idempotent(), false, Store::Memory),
    ("idempotency, in memory", |bare| bare.idempotent(), true, Store::Memory),
    ("concurrency", |bare| bare.concurrency(100), false, Store::Memory),
    ("all of them, in memory", all, true, Store::Memory),
    ("rate, in Redis", |bare| bare.rate(PLENTY), false, Store::Redis),
    ("idempotency, in Redis", |bare| bare.idempotent(), true, Store::Redis),
    ("idempotency, in SQLite", |bare| bare.idempotent(), true, Store::Sqlite),
    ("idempotency, in PostgreSQL", |bare| bare.idempotent(), true, Store::Postgres),
];

fn all(bare: Procedure<App>) -> Procedure<App> {
    bare.timeout(SOON).shed(100).rate(PLENTY).require::<Public>().idempotent().concurrency(100)
}

/// Prints a line for each policy: nanoseconds for a call, and how many of them are the policy's.
pub(crate) fn run() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut bare = None;
    for (what, with, keyed, store) in ROWS {
        match runtime.block_on(least(with, keyed, store)) {
            Ok(nanos) => {
                let base = *bare.get_or_insert(nanos);
                println!("{what:<28} {nanos:>7} ns  +{}", nanos.saturating_sub(base));
            }
            Err(error) => println!("{what:<28} skipped: {error}"),
        }
    }
    Ok(())
}

/// The best of several rounds: what else the machine does only adds.
async fn least(with: With, keyed: bool, store: Store) -> Outcome<u64> {
    let opened = store.open().await?;
    let state = Arc::new(App { rates: opened.rates.clone(), answers: opened.answers.clone() });
    let api = Arc::new(Router::new().add("add", with(mutation(add))));
    let mut least = u64::MAX;
    for round in 0..5 {
        let before = on_cpu()?;
        for number in 0..store.calls() {
            let key = keyed.then(|| format!("{round}-{number}").into());
            api.call(call(&state, key)).await.map_err(|failure| failure.message)?;
        }
        least = least.min((on_cpu()? - before) / u64::from(store.calls()));
    }
    opened.close().await?;
    Ok(least)
}

fn call(state: &Arc<App>, idempotency_key: Option<Box<str>>) -> Call<'static, App> {
    Call {
        name: "add",
        verb: Verb::Any,
        input: RawInput::Json(b"[1,2]".as_slice().into()),
        idempotency_key,
        state: state.clone(),
        request: Arc::new(Request::default()),
        buffer: Vec::with_capacity(64),
    }
}

/// How long this process' threads have run, in nanoseconds: waiting for other processes does not count.
fn on_cpu() -> Outcome<u64> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        sum += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(sum)
}
