//! An application whose procedures do what a test needs, and its server.

use std::{sync::Arc, time::Duration};

use futures_util::{Stream, StreamExt, stream};
use http::{HeaderValue, header};
use isotype_axum::Drain;
use isotype_core::{
    Backpressure, Ctx, Event, Forbidden, InternalError, Router, Streaming, raw_subscription, subscription,
};
use isotype_server::{Config, ConfigLoader, Server, serve};
use serde::Deserialize;
use tokio::{
    sync::{Notify, oneshot},
    task::JoinHandle,
    time::timeout,
};

/// Lets go on what waits.
#[derive(Clone, Default)]
pub(crate) struct App(Arc<Notify>);

async fn ping(_: Ctx<App>, _: ()) -> &'static str {
    "pong"
}

async fn long(ctx: Ctx<App>, _: ()) -> String {
    ctx.append_header(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"));
    "all work and no play ".repeat(500)
}

async fn wait(ctx: Ctx<App>, _: ()) -> u8 {
    ctx.state().0.notified().await;
    1
}

async fn refuse(_: Ctx<App>, _: ()) -> Result<(), Forbidden> {
    Err(Forbidden::new("not you"))
}

async fn fail(_: Ctx<App>, _: ()) -> Result<(), InternalError> {
    Err("the disk is full".into())
}

async fn panic(_: Ctx<App>, _: ()) -> u8 {
    panic!("on purpose")
}

/// The second number comes when it is let go on.
async fn numbers(ctx: Ctx<App>, _: ()) -> Streaming<impl Stream<Item = u8>> {
    let go_on = ctx.state().0.clone();
    let second = stream::once(async move {
        go_on.notified().await;
        2
    });
    Streaming(stream::iter([1]).chain(second))
}

fn ticks(_: Ctx<App>, _: ()) -> impl Stream<Item = u64> {
    stream::iter(0..3).chain(stream::pending())
}

fn broken(_: Ctx<App>, _: ()) -> impl Stream<Item = Result<u8, Forbidden>> {
    stream::iter([Ok(1), Err(Forbidden::new("no more"))])
}

fn panics(_: Ctx<App>, _: ()) -> impl Stream<Item = u8> {
    stream::iter(0..).map(|n| if n < 1 { n } else { panic!("on purpose") })
}

/// A hundred events at once, for a reader that keeps one.
fn flood(_: Ctx<App>, _: ()) -> impl Stream<Item = u64> {
    stream::iter(0..100).chain(stream::pending())
}

pub(crate) fn api() -> Router<App> {
    let made = |name: &str| {
        let events = |_, _| stream::iter([Ok(Event { id: None, json: b"1".to_vec() })]);
        name.starts_with("any").then(|| raw_subscription(events))
    };
    Router::new()
        .query("ping", ping)
        .query("long", long)
        .query("wait", wait)
        .query("refuse", refuse)
        .query("fail", fail)
        .query("panic", panic)
        .query("numbers", numbers)
        .subscription("ticks", ticks)
        .subscription("broken", broken)
        .subscription("panics", panics)
        .procedure("flood", subscription(flood).backpressure(Backpressure::KeepLatest))
        .dynamic("made", made)
}

#[derive(Debug, Deserialize)]
pub(crate) struct Nothing {}

/// A server with these settings.
pub(crate) struct Running {
    pub(crate) url: String,
    pub(crate) metrics: String,
    pub(crate) drain: Drain,
    pub(crate) go_on: Arc<Notify>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Running {
    pub(crate) async fn start(settings: &[(&str, &str)], change: impl FnOnce(Server<App>) -> Server<App>) -> Running {
        let fixed = [("TEST_PORT", "0"), ("TEST_METRICS", "127.0.0.1:0")];
        let settings = ConfigLoader::new("TEST").environment(fixed.iter().chain(settings).copied());
        let config: Config<Nothing> = settings.load().unwrap();
        let app = App::default();
        let go_on = app.0.clone();
        let serve = change(serve(api(), app).config(&config.server));
        let drain = serve.drain();
        let bound = serve.bind().await.unwrap();
        let url = format!("http://{}", bound.local_addr().unwrap());
        let metrics = format!("http://{}", bound.metrics_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(bound.run(async { stopped.await.unwrap_or_default() }));
        Running { url, metrics, drain, go_on, stop, server }
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Response {
        reqwest::get(format!("{}{path}", self.url)).await.unwrap()
    }

    /// Tells it to stop; whether it has ended in time.
    pub(crate) async fn stopped(self) -> bool {
        self.stop.send(()).unwrap();
        timeout(Duration::from_secs(10), self.server).await.is_ok()
    }
}
