//! Application that counts started, dropped and completed work.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use futures_core::Stream;
use futures_util::{StreamExt, stream};
use isotype::{
    Streaming,
    axum::{Drain, Limits, Routes},
    mutation,
    prelude::*,
    server::HttpServer,
};
use tokio::{
    net::TcpListener,
    time::{Instant, sleep},
};

/// Counters of the application's work.
#[derive(Clone, Default)]
pub(crate) struct WorkCounter(Arc<Counts>);

#[derive(Default)]
struct Counts {
    started: AtomicUsize,
    dropped: AtomicUsize,
    completed: AtomicUsize,
}

/// Work in flight. It counts as dropped unless [`InFlightWork::complete`] is called.
struct InFlightWork(WorkCounter);

impl WorkCounter {
    fn start(&self) -> InFlightWork {
        self.0.started.fetch_add(1, Ordering::SeqCst);
        InFlightWork(self.clone())
    }

    /// Returns `(started, dropped, completed)`.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let Counts { started, dropped, completed } = &*self.0;
        (started.load(Ordering::SeqCst), dropped.load(Ordering::SeqCst), completed.load(Ordering::SeqCst))
    }

    /// Waits until the counters have these values, and returns the elapsed time.
    ///
    /// # Panics
    ///
    /// Panics after five seconds.
    pub(crate) async fn wait_for(&self, counts: (usize, usize, usize)) -> Duration {
        let start = Instant::now();
        while self.counts() != counts {
            let waited = start.elapsed();
            assert!(waited < Duration::from_secs(5), "expected {counts:?}, got {:?}", self.counts());
            sleep(Duration::from_millis(1)).await;
        }
        start.elapsed()
    }
}

impl InFlightWork {
    fn complete(self) {
        self.0.0.completed.fetch_add(1, Ordering::SeqCst);
        // Skips `Drop`, which would count this work as dropped.
        std::mem::forget(self);
    }
}

impl Drop for InFlightWork {
    fn drop(&mut self) {
        self.0.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// Responds after the given number of milliseconds.
async fn slow(ctx: Ctx<WorkCounter>, milliseconds: u64) -> String {
    let work = ctx.state().start();
    sleep(Duration::from_millis(milliseconds)).await;
    work.complete();
    "done".to_owned()
}

/// Returns the time until the deadline in seconds.
async fn remaining(ctx: Ctx<WorkCounter>, _: ()) -> Option<f64> {
    ctx.remaining().map(|time| time.as_secs_f64())
}

/// Yields a number every 5 ms without end.
async fn count(ctx: Ctx<WorkCounter>, _: ()) -> Streaming<impl Stream<Item = u32> + Send> {
    Streaming(ticks(ctx, ()))
}

fn ticks(ctx: Ctx<WorkCounter>, _: ()) -> impl Stream<Item = u32> + Send {
    async_stream::stream! {
        let _work = ctx.state().start();
        for number in 0.. {
            yield number;
            sleep(Duration::from_millis(5)).await;
        }
    }
}

/// Stays open without an event, so that only the closed connection reveals a disconnect.
fn silent(ctx: Ctx<WorkCounter>, _: ()) -> impl Stream<Item = u32> + Send {
    async_stream::stream! {
        let _work = ctx.state().start();
        std::future::pending::<()>().await;
        yield 0;
    }
}

/// Yields strings of 1 KiB without end, as fast as the client reads. Each counts as started work.
async fn flood(ctx: Ctx<WorkCounter>, _: ()) -> Streaming<impl Stream<Item = String> + Send> {
    Streaming(stream::iter(0_u64..).map(move |_| {
        std::mem::forget(ctx.state().start());
        "x".repeat(1024)
    }))
}

/// Starts the application on a free port.
pub(crate) async fn start(drain: &Drain) -> (SocketAddr, WorkCounter) {
    let counter = WorkCounter::default();
    let api = Router::new()
        .query("slow", slow)
        .query("left", remaining)
        .mutation("stays", slow)
        .procedure("cancels", mutation(slow).cancel_on_disconnect())
        .query("count", count)
        .query("flood", flood)
        .subscription("ticks", ticks)
        .subscription("silent", silent);
    let limits = Limits { body: 1024, ..Limits::default() };
    let routes = Routes::new(api, counter.clone()).limits(limits).body_idle_timeout(Duration::from_millis(500));
    let app = routes.drain(drain).at("/rpc");
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("binding a free port");
    let address = listener.local_addr().expect("reading the listener's address");
    let (server, drain) = (HttpServer::new(drain), drain.clone());
    tokio::spawn(async move { server.serve(listener, app, async move { drain.started().await }).await });
    (address, counter)
}
