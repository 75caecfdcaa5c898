//! An application whose work can be watched: how much has begun, was dropped, and came to its end.

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

/// What is counted.
#[derive(Clone, Default)]
pub(crate) struct WorkCounter(Arc<Counts>);

#[derive(Default)]
struct Counts {
    started: AtomicUsize,
    dropped: AtomicUsize,
    completed: AtomicUsize,
}

/// Work under way: counts as dropped, unless it came to its end.
struct InFlightWork(WorkCounter);

impl WorkCounter {
    fn start(&self) -> InFlightWork {
        self.0.started.fetch_add(1, Ordering::SeqCst);
        InFlightWork(self.clone())
    }

    /// `(begun, dropped, ended)`
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let Counts { started: begun, dropped, completed: ended } = &*self.0;
        (begun.load(Ordering::SeqCst), dropped.load(Ordering::SeqCst), ended.load(Ordering::SeqCst))
    }

    /// Waits until so much has happened; how long that took.
    pub(crate) async fn wait_for(&self, counts: (usize, usize, usize)) -> Duration {
        let start = Instant::now();
        while self.counts() != counts {
            let waited = start.elapsed();
            assert!(waited < Duration::from_secs(5), "{:?} where {counts:?} is expected", self.counts());
            sleep(Duration::from_millis(1)).await;
        }
        start.elapsed()
    }
}

impl InFlightWork {
    fn complete(self) {
        self.0.0.completed.fetch_add(1, Ordering::SeqCst);
        // It has nothing to drop but a count.
        std::mem::forget(self);
    }
}

impl Drop for InFlightWork {
    fn drop(&mut self) {
        self.0.0.dropped.fetch_add(1, Ordering::SeqCst);
    }
}

/// Takes so many milliseconds.
async fn slow(ctx: Ctx<WorkCounter>, milliseconds: u64) -> String {
    let work = ctx.state().start();
    sleep(Duration::from_millis(milliseconds)).await;
    work.complete();
    "done".to_owned()
}

/// How many seconds its caller still waits.
async fn remaining(ctx: Ctx<WorkCounter>, _: ()) -> Option<f64> {
    ctx.remaining().map(|left| left.as_secs_f64())
}

/// Counts each 5 ms, without end.
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

/// Nothing, without end: whoever leaves it is noticed by that alone.
fn silent(ctx: Ctx<WorkCounter>, _: ()) -> impl Stream<Item = u32> + Send {
    async_stream::stream! {
        let _work = ctx.state().start();
        std::future::pending::<()>().await;
        yield 0;
    }
}

/// A KiB at a time, as fast as it is taken, without end; each counts as begun.
async fn flood(ctx: Ctx<WorkCounter>, _: ()) -> Streaming<impl Stream<Item = String> + Send> {
    Streaming(stream::iter(0_u64..).map(move |_| {
        std::mem::forget(ctx.state().start());
        "x".repeat(1024)
    }))
}

/// Serves it.
pub(crate) async fn start(drain: &Drain) -> (SocketAddr, WorkCounter) {
    let seen = WorkCounter::default();
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
    let routes = Routes::new(api, seen.clone()).limits(limits).body_idle_timeout(Duration::from_millis(500));
    let app = routes.drain(drain).at("/rpc");
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = listener.local_addr().expect("its address");
    let (server, begun) = (HttpServer::new(drain), drain.clone());
    tokio::spawn(async move { server.serve(listener, app, async move { begun.started().await }).await });
    (address, seen)
}
