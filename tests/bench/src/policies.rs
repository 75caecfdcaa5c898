//! What each policy adds to a call, in CPU time and without a socket: `cargo run --release -p isotype-bench -- --policies`.

use std::{fs, sync::Arc, time::Duration};

use isotype::{
    Call, Procedure, RawInput, Request, Verb, mutation,
    policy::{Answers, Callers, Idempotent, MemoryAnswers, MemoryRates, Rate, RateLimited, Rates},
    prelude::*,
};

use crate::Outcome;

const CALLS: u32 = 200_000;
const PLENTY: Rate = Rate::new("plenty", 1_000_000_000, Duration::from_secs(3600));
const SOON: Duration = Duration::from_secs(5);

struct App {
    rates: MemoryRates,
    answers: Arc<MemoryAnswers>,
}

impl Callers for App {
    type Caller = ();
}

impl RateLimited for App {
    fn rates(&self) -> &dyn Rates {
        &self.rates
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

/// Prints a line for each policy: nanoseconds for a call, and how many of them are the policy's.
pub(crate) fn run() -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let rows: [(&str, With, bool); 9] = [
        ("the bare call", |bare| bare, false),
        ("timeout", |bare| bare.timeout(SOON), false),
        ("shed", |bare| bare.shed(100), false),
        ("rate, in memory", |bare| bare.rate(PLENTY), false),
        ("require", |bare| bare.require::<Public>(), false),
        ("idempotency, without a key", |bare| bare.idempotent(), false),
        ("idempotency, in memory", |bare| bare.idempotent(), true),
        ("concurrency", |bare| bare.concurrency(100), false),
        (
            "all of them",
            |bare| bare.timeout(SOON).shed(100).rate(PLENTY).require::<Public>().idempotent().concurrency(100),
            true,
        ),
    ];
    let mut bare = None;
    for (what, with, keyed) in rows {
        // The best of several: what else the machine does only adds.
        let rounds: Vec<u64> =
            (0..5).map(|_| runtime.block_on(measure(with(mutation(add)), keyed))).collect::<Outcome<_>>()?;
        let nanos = rounds.into_iter().min().unwrap_or_default();
        let base = *bare.get_or_insert(nanos);
        println!("{what:<28} {nanos:>6} ns  +{}", nanos.saturating_sub(base));
    }
    Ok(())
}

async fn measure(procedure: Procedure<App>, keyed: bool) -> Outcome<u64> {
    let api = Arc::new(Router::new().add("add", procedure));
    let state = Arc::new(App { rates: MemoryRates::new(), answers: Arc::default() });
    let before = on_cpu()?;
    for number in 0..CALLS {
        let call = Call {
            name: "add",
            verb: Verb::Any,
            input: RawInput::Json(b"[1,2]".as_slice().into()),
            idempotency_key: keyed.then(|| number.to_string().into()),
            state: state.clone(),
            request: Arc::new(Request::default()),
            buffer: Vec::with_capacity(64),
        };
        api.call(call).await.map_err(|failure| failure.message)?;
    }
    Ok((on_cpu()? - before) / u64::from(CALLS))
}

/// How long this thread has run, in nanoseconds: waiting for other processes does not count.
fn on_cpu() -> Outcome<u64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse()?)
}
