//! Benchmark of the CPU time that each policy adds to an in-process call.
//!
//! Run it with `cargo run --release -p isotype-bench -- --policies`.

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

/// Adds policies to a procedure.
type ApplyPolicies = fn(Procedure<App>) -> Procedure<App>;

/// Measured configurations: label, policies, `true` if calls have an idempotency key, and store.
const ROWS: [(&str, ApplyPolicies, bool, StoreKind); 13] = [
    ("baseline", |procedure| procedure, false, StoreKind::Memory),
    ("timeout", |procedure| procedure.timeout(TIMEOUT), false, StoreKind::Memory),
    ("load shed", |procedure| procedure.load_shed(100), false, StoreKind::Memory),
    ("rate, in memory", |procedure| procedure.rate(UNREACHED_RATE), false, StoreKind::Memory),
    ("require", |procedure| procedure.require::<Public>(), false, StoreKind::Memory),
    ("idempotency, without a key", |procedure| procedure.idempotent(), false, StoreKind::Memory),
    ("idempotency, in memory", |procedure| procedure.idempotent(), true, StoreKind::Memory),
    ("concurrency", |procedure| procedure.concurrency(100), false, StoreKind::Memory),
    ("all policies, in memory", all, true, StoreKind::Memory),
    ("rate, in Redis", |procedure| procedure.rate(UNREACHED_RATE), false, StoreKind::Redis),
    ("idempotency, in Redis", |procedure| procedure.idempotent(), true, StoreKind::Redis),
    ("idempotency, in SQLite", |procedure| procedure.idempotent(), true, StoreKind::Sqlite),
    ("idempotency, in PostgreSQL", |procedure| procedure.idempotent(), true, StoreKind::Postgres),
];

fn all(procedure: Procedure<App>) -> Procedure<App> {
    procedure.timeout(TIMEOUT).load_shed(100).rate(UNREACHED_RATE).require::<Public>().idempotent().concurrency(100)
}

/// Prints one line per configuration: nanoseconds per call, and the difference to the baseline.
pub(crate) fn run() -> BenchResult<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut baseline = None;
    for (label, apply, keyed, store) in ROWS {
        match runtime.block_on(fastest_round(apply, keyed, store)) {
            Ok(nanos) => {
                let baseline = *baseline.get_or_insert(nanos);
                println!("{label:<28} {nanos:>7} ns  +{}", nanos.saturating_sub(baseline));
            }
            Err(error) => println!("{label:<28} skipped: {error}"),
        }
    }
    Ok(())
}

/// Returns the nanoseconds per call of the fastest of five rounds: other load only adds time.
async fn fastest_round(apply: ApplyPolicies, keyed: bool, store: StoreKind) -> BenchResult<u64> {
    let stores = store.open().await?;
    let state =
        Arc::new(App { rate_limit_store: stores.rate_limits.clone(), idempotency_store: stores.idempotency.clone() });
    let api = Arc::new(Router::new().procedure("add", apply(mutation(add))));
    let mut fastest = u64::MAX;
    for round in 0..5 {
        let before = cpu_time()?;
        for number in 0..store.calls() {
            let key = keyed.then(|| format!("{round}-{number}").into());
            call(&api, &state, key).await.map_err(|failure| failure.message)?;
        }
        fastest = fastest.min((cpu_time()? - before) / u64::from(store.calls()));
    }
    stores.close().await?;
    Ok(fastest)
}

fn call(api: &Arc<Router<App>>, state: &Arc<App>, key: Option<Box<str>>) -> impl Future<Output = ResponseResult> {
    let procedure = api.resolve("add");
    let call = procedure.call(CallMethod::InProcess, state.clone(), Arc::new(Request::default()));
    let call = call.with_input(RawInput::Json(b"[1,2]".as_slice().into())).with_idempotency_key(key);
    procedure.run(call.with_buffer(Vec::with_capacity(64)))
}

/// Returns the CPU time of this process's threads in nanoseconds, without the time spent waiting.
fn cpu_time() -> BenchResult<u64> {
    let mut sum = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        sum += text.split(' ').next().unwrap_or_default().parse::<u64>()?;
    }
    Ok(sum)
}
