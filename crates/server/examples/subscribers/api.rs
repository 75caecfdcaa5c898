//! Server under measurement.

use std::time::Duration;

use axum::routing::get;
use futures_util::{Stream, stream};
use isotype_axum::Routes;
use isotype_core::{Backpressure, Ctx, Router, subscription};
use tokio::{net::TcpListener, sync::broadcast, time::sleep};

use crate::baseline;

pub(crate) type Ticks = broadcast::Sender<u64>;

async fn ping(_: Ctx<Ticks>, _: ()) -> &'static str {
    "pong"
}

async fn tick(ctx: Ctx<Ticks>, n: u64) -> usize {
    ctx.state().send(n).unwrap_or(0)
}

fn ticks(ctx: Ctx<Ticks>, _: ()) -> impl Stream<Item = u64> {
    let events = ctx.state().subscribe();
    stream::unfold(events, |mut events| async move { Some((events.recv().await.ok()?, events)) })
}

fn silent(_: Ctx<Ticks>, _: ()) -> impl Stream<Item = u64> {
    stream::pending()
}

fn count(_: Ctx<Ticks>, _: ()) -> impl Stream<Item = u64> {
    stream::iter(0..)
}

/// Yields a one-kilobyte event every millisecond, for subscribers that never read.
fn flood(_: Ctx<Ticks>, _: ()) -> impl Stream<Item = String> {
    stream::unfold((), |()| async move {
        sleep(Duration::from_millis(1)).await;
        Some(("x".repeat(1024), ()))
    })
}

/// Prints the server's address, then serves until the process is killed.
pub(crate) async fn serve() {
    let flood_with = |policy| subscription(flood).backpressure(policy);
    let api = Router::new()
        .query("ping", ping)
        .mutation("tick", tick)
        .subscription("ticks", ticks)
        .subscription("silent", silent)
        .subscription("count", count)
        .procedure("slow.wait", flood_with(Backpressure::Wait))
        .procedure("slow.oldest", flood_with(Backpressure::DropOldest(64)))
        .procedure("slow.newest", flood_with(Backpressure::KeepLatest));
    let ticks: Ticks = broadcast::channel(16).0;
    let baseline_routes = axum::Router::new()
        .route("/baseline", get(baseline::socket))
        .route("/baseline/{path}", get(baseline::events))
        .with_state(ticks.clone());
    let router = Routes::new(api, ticks).at("/rpc").merge(baseline_routes);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    axum::serve(listener, router).await.unwrap();
}
