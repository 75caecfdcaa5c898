//! What each policy adds to a call, in CPU time and without a socket: `cargo run --release -p isotype-bench -- --policies`.

mod stores;

use std::{fs, sync::Arc, time::Duration};

use isotype::{
    CallMethod, Procedure, RawInput, Request, ResponseResult, mutation,
    policy::{HasCaller, HasIdempotencyStore, HasRateLimitStore, IdempotencyStore, Rate, RateLimitStore},
    prelude::*,
};
use stores::StoreKind;

use crate::BenchResult;

const UNREACHED_RATE: Rate = Rate::new("plenty", 1_000_000_000, Duration::from_secs(3600));
const TIMEOUT: Duration = Duration::from_secs(5);

struct App {
    rate_limit_store: Arc<dyn RateLimitStore>,
    idempotency_store: Arc<dyn IdempotencyStore>,
}

impl HasCaller for App {
    type Caller = ();
}

impl HasRateLimitStore for App {
    fn rate_limit_store(&self) -> &dyn RateLimitStore {
        &*self.rate_limit_store
    }
}

impl HasIdempotencyStore for App {
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore> {
        self.idempotency_store.clone()
    }
}

async fn add(_: Ctx<App, Public>, (one, other): (u32, u32)) -> u32 {
    one.wrapping_add(other)
}

/// Puts policies around the bare procedure.
type ApplyPolicies = fn(Procedure<App>) -> Procedure<App>;

/// What is measured: its name, the policies, whether calls have keys, and where counts and answers are.
const ROWS: [(&str, ApplyPolicies, bool, StoreKind); 13] = [
    ("the bare call", |bare| bare, false, StoreKind::Memory),
    ("timeout", |bare| bare.timeout(TIMEOUT), false, StoreKind::Memory),
    ("shed", |bare| bare.load_shed(100), false, StoreKind::Memory),
    ("rate, in memory", |bare| bare.rate(UNREACHED_RATE), false, StoreKind::Memory),
    ("require", |bare| bare.require::<Public>(), false, StoreKind::Memory),
    ("idempotency, without a key", |bare| bare.idempotent(), false, StoreKind::Memory),
    ("idempotency, in memory", |bare| bare.idempotent(), true, StoreKind::Memory),
    ("concurrency", |bare| bare.concurrency(100), false, StoreKind::Memory),
    ("all of them, in memory", all, true, StoreKind::Memory),
    ("rate, in Redis", |bare| bare.rate(UNREACHED_RATE), false, StoreKind::Redis),
    ("idempotency, in Redis", |bare| bare.idempotent(), true, StoreKind::Redis),
    ("idempotency, in SQLite", |bare| bare.idempotent(), true, StoreKind::Sqlite),
    ("idempotency, in PostgreSQL", |bare| bare.idempotent(), true, StoreKind::Postgres),
];

fn all(bare: Procedure<App>) -> Procedure<App> {
    bare.timeout(TIMEOUT).load_shed(100).rate(UNREACHED_RATE).require::<Public>().idempotent().concurrency(100)
}

/// Prints a line for each policy: nanoseconds for a call, and how many of them are the policy's.
pub(crate) fn run() -> BenchResult<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut bare = None;
    for (what, with, keyed, store) in ROWS {
        match runtime.block_on(fastest_round(with, keyed, store)) {
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
async fn fastest_round(with: ApplyPolicies, keyed: bool, store: StoreKind) -> BenchResult<u64> {
    let opened = store.open().await?;
    let state =
        Arc::new(App { rate_limit_store: opened.rate_limits.clone(), idempotency_store: opened.idempotency.clone() });
    let api = Arc::new(Router::new().procedure("add", with(mutation(add))));
    let mut least = u64::MAX;
    for round in 0..5 {
        let before = cpu_time()?;
        for number in 0..store.calls() {
            let key = keyed.then(|| format!("{round}-{number}").into());
            call(&api, &state, key).await.map_err(|failure| failure.message)?;
        }
        least = least.min((cpu_time()? - before) / u64::from(store.calls()));
    }
    opened.close().await?;
    Ok(least)
}

fn call(api: &Arc<Router<App>>, state: &Arc<App>, key: Option<Box<str>>) -> impl Future<Output = ResponseResult> {
    let procedure = api.resolve("add");
    let call = procedure.call(CallMethod::InProcess, state.clone(), Arc::new(Request::default()));
    let call = call.with_input(RawInput::Json(b"[1,2]".as_slice().into())).with_idempotency_key(key);
    procedure.run(call.with_buffer(Vec::with_capacity(64)))
}

/// How long this process' threads have run, in nanoseconds: waiting for other processes does not count.
fn cpu_time() -> BenchResult<u64> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        sum += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(sum)
}
