//! Test server whose procedures wait until the test resumes them.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, SystemTime},
};

use futures_util::{Stream, StreamExt, stream};
use isotype_axum::{Drain, Routes};
use isotype_core::{CallError, Ctx, ProcedureKind, RawJson, Router, mutation, raw};
use isotype_server::HttpServer;
use tokio::{
    net::TcpListener,
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::{sleep, timeout},
};

/// Counts of started, completed and dropped calls.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    pub(crate) started: Arc<AtomicUsize>,
    pub(crate) ended: Arc<AtomicUsize>,
    pub(crate) dropped: Arc<AtomicUsize>,
    pub(crate) resume: Arc<Notify>,
}

/// Guard that counts a call as dropped unless it has completed.
struct Running(Seen, bool);

impl Drop for Running {
    fn drop(&mut self) {
        if !self.1 {
            self.0.dropped.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Waits until the test resumes it.
async fn work(ctx: Ctx<Seen>, _: ()) -> &'static str {
    let seen = ctx.state().clone();
    seen.started.fetch_add(1, Ordering::SeqCst);
    let mut running = Running(seen.clone(), false);
    seen.resume.notified().await;
    running.1 = true;
    seen.ended.fetch_add(1, Ordering::SeqCst);
    "done"
}

fn ticks(ctx: Ctx<Seen>, _: ()) -> impl Stream<Item = usize> {
    let seen = ctx.state().clone();
    seen.started.fetch_add(1, Ordering::SeqCst);
    let running = Running(seen, false);
    stream::iter(0..).then(move |n| {
        let _ = &running;
        async move {
            sleep(Duration::from_millis(20)).await;
            n
        }
    })
}

/// Returns its input.
async fn echo(_: Ctx<Seen>, input: RawJson) -> Result<RawJson, CallError> {
    Ok(input)
}

fn brief(ctx: Ctx<Seen>, input: ()) -> impl Stream<Item = usize> {
    ctx.set_expiry(SystemTime::now() + Duration::from_millis(100));
    ticks(ctx, input)
}

pub(crate) fn api() -> Router<Seen> {
    Router::new()
        .query("work", work)
        .procedure("echo", raw(ProcedureKind::Query, echo))
        .mutation("change", work)
        .procedure("cancellable", mutation(work).cancel_on_disconnect())
        .subscription("ticks", ticks)
        .subscription("brief", brief)
}

pub(crate) struct Service {
    pub(crate) url: String,
    pub(crate) address: std::net::SocketAddr,
    pub(crate) seen: Seen,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Service {
    pub(crate) async fn start(
        routes: impl FnOnce(Routes<Seen>) -> Routes<Seen>,
        server: impl FnOnce(HttpServer) -> HttpServer,
    ) -> Service {
        let (drain, seen) = (Drain::default(), Seen::default());
        let app = routes(Routes::new(api(), seen.clone()).drain(&drain)).at("/rpc");
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async { stopped.await.unwrap_or_default() };
        let server = tokio::spawn(server(HttpServer::new(&drain)).serve(listener, app, stopped));
        Service { url: format!("http://{address}/rpc"), address, seen, stop, server }
    }

    /// Starts the shutdown and returns the server task's handle.
    pub(crate) fn stop(self) -> JoinHandle<()> {
        self.stop.send(()).unwrap();
        self.server
    }
}

/// Waits until `counter` reaches `count`.
pub(crate) async fn wait_for_count(counter: &AtomicUsize, count: usize) {
    let reached = async {
        while counter.load(Ordering::SeqCst) < count {
            sleep(Duration::from_millis(2)).await;
        }
    };
    timeout(Duration::from_secs(10), reached).await.expect("the count is never reached");
}
