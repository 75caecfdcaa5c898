//! Application under test.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::SeqCst},
    },
    time::{Duration, SystemTime},
};

use futures_util::{Stream, StreamExt, stream};
use isotype_core::{
    Backpressure, Ctx, FromCall, ProcedureKind, RawJson, Router, Streaming, Tracked, Unauthorized, raw, subscription,
};
use tokio::time::sleep;

/// Counters updated by the procedures.
#[derive(Clone, Default)]
pub(crate) struct App {
    /// Number of procedures in progress.
    pub(crate) active: Arc<AtomicUsize>,
    /// Number of completed calls to `wait`.
    pub(crate) completed: Arc<AtomicUsize>,
    /// Number of events sent by `flood`.
    pub(crate) sent: Arc<AtomicUsize>,
}

/// Guard that counts a procedure as active until it is dropped.
pub(crate) struct ActiveGuard(Arc<AtomicUsize>);

impl App {
    fn enter(&self) -> ActiveGuard {
        self.active.fetch_add(1, SeqCst);
        ActiveGuard(self.active.clone())
    }
}

impl Drop for ActiveGuard {
    fn drop(&mut self) {
        self.0.fetch_sub(1, SeqCst);
    }
}

pub(crate) struct User(String);

impl FromCall<App> for User {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<App>) -> Result<User, Unauthorized> {
        match ctx.bearer()? {
            "good" => Ok(User("ann".to_owned())),
            "brief" => {
                ctx.set_expiry(SystemTime::now() + Duration::from_millis(200));
                Ok(User("bob".to_owned()))
            }
            _ => Err(Unauthorized::new("that token is not valid")),
        }
    }
}

/// Returns the number of seconds left until the deadline.
async fn remaining(ctx: Ctx<App>, _: ()) -> Option<f64> {
    ctx.remaining().map(|remaining| remaining.as_secs_f64())
}

async fn ping(_: Ctx<App>, _: ()) -> &'static str {
    "pong"
}

async fn me(ctx: Ctx<App, User>, _: ()) -> String {
    ctx.auth().0.clone()
}

async fn cookie(ctx: Ctx<App>, _: ()) -> Option<String> {
    ctx.cookie("session").map(str::to_owned)
}

async fn wait(ctx: Ctx<App>, ms: u64) -> u64 {
    let _guard = ctx.state().enter();
    sleep(Duration::from_millis(ms)).await;
    ctx.state().completed.fetch_add(1, SeqCst);
    ms
}

/// Blocks its thread after yielding once.
async fn compute(_: Ctx<App>, ms: u64) -> u64 {
    tokio::task::yield_now().await;
    std::thread::sleep(Duration::from_millis(ms));
    ms
}

async fn iter(_: Ctx<App>, _: ()) -> Streaming<impl Stream<Item = u32> + Send> {
    Streaming(stream::iter([1, 2]))
}

async fn invalid_utf8(_: Ctx<App>, _: RawJson) -> Result<RawJson, isotype_core::CallError> {
    Ok(RawJson::from_static(b"\"\xff\""))
}

fn count(ctx: Ctx<App>, n: u32) -> impl Stream<Item = Tracked<u32>> + use<> {
    let start = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
    stream::iter((start + 1..=start + n).map(|n| Tracked::new(n.to_string(), n)))
}

fn plain(_: Ctx<App>, n: u32) -> impl Stream<Item = u32> {
    stream::iter(1..=n)
}

fn fails(_: Ctx<App>, _: ()) -> impl Stream<Item = Result<u32, Unauthorized>> {
    stream::iter([Ok(1), Err(Unauthorized::new("access revoked"))])
}

fn silent(ctx: Ctx<App>, _: ()) -> impl Stream<Item = u32> {
    let guard = ctx.state().enter();
    stream::pending().inspect(move |_: &u32| _ = &guard)
}

fn private(_: Ctx<App, User>, _: ()) -> impl Stream<Item = u32> {
    stream::pending()
}

fn strict(_: Ctx<App>, _: u32) -> impl Stream<Item = u32> {
    stream::pending()
}

/// Sends a one-kilobyte event about every 100 µs.
fn flood(ctx: Ctx<App>, _: ()) -> impl Stream<Item = Tracked<String>> {
    let state = ctx.state().clone();
    let start = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
    stream::unfold((state, start), |(state, n)| async move {
        if n % 8 == 0 {
            sleep(Duration::from_millis(1)).await;
        }
        state.sent.fetch_add(1, SeqCst);
        Some((Tracked::new((n + 1).to_string(), "x".repeat(1024)), (state, n + 1)))
    })
}

pub(crate) fn api() -> Router<App> {
    Router::new()
        .query("ping", ping)
        .query("remaining", remaining)
        .query("me", me)
        .query("cookie", cookie)
        .query("wait", wait)
        .query("compute", compute)
        .query("iter", iter)
        .dynamic("broken", |_| panic!("the resolver fails"))
        .procedure("invalidUtf8", raw(ProcedureKind::Query, invalid_utf8))
        .mutation("waitMutation", wait)
        .procedure("waitCancellable", isotype_core::mutation(wait).cancel_on_disconnect())
        .subscription("count", count)
        .subscription("plain", plain)
        .subscription("fails", fails)
        .subscription("silent", silent)
        .subscription("private", private)
        .subscription("strict", strict)
        .subscription("flood", flood)
        .procedure("slow.oldest", subscription(flood).backpressure(Backpressure::DropOldest(10)))
        .procedure("slow.newest", subscription(flood).backpressure(Backpressure::KeepLatest))
        .procedure("slow.disconnect", subscription(flood).backpressure(Backpressure::Disconnect(100)))
}
