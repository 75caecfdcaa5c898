//! Test application and server.

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

/// State with a notification that resumes `wait` and `numbers`.
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

async fn forbid(_: Ctx<App>, _: ()) -> Result<(), Forbidden> {
    Err(Forbidden::new("not you"))
}

async fn fail(_: Ctx<App>, _: ()) -> Result<(), InternalError> {
    Err("the disk is full".into())
}

async fn panic(_: Ctx<App>, _: ()) -> u8 {
    panic!("on purpose")
}

/// Yields the second number after the notification.
async fn numbers(ctx: Ctx<App>, _: ()) -> Streaming<impl Stream<Item = u8>> {
    let resume = ctx.state().0.clone();
    let second = stream::once(async move {
        resume.notified().await;
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

/// Yields a hundred events at once, more than the buffer of a slow subscriber holds.
fn flood(_: Ctx<App>, _: ()) -> impl Stream<Item = u64> {
    stream::iter(0..100).chain(stream::pending())
}

pub(crate) fn api() -> Router<App> {
    let resolve = |name: &str| {
        let events = |_, _| stream::iter([Ok(Event { id: None, json: b"1".to_vec() })]);
        name.starts_with("any").then(|| raw_subscription(events))
    };
    Router::new()
        .query("ping", ping)
        .query("long", long)
        .query("wait", wait)
        .query("forbid", forbid)
        .query("fail", fail)
        .query("panic", panic)
        .query("numbers", numbers)
        .subscription("ticks", ticks)
        .subscription("broken", broken)
        .subscription("panics", panics)
        .procedure("flood", subscription(flood).backpressure(Backpressure::KeepLatest))
        .dynamic("made", resolve)
}

#[derive(Debug, Deserialize)]
pub(crate) struct NoSettings {}

/// Handle to a running server.
pub(crate) struct Running {
    pub(crate) url: String,
    pub(crate) metrics: String,
    pub(crate) drain: Drain,
    pub(crate) resume: Arc<Notify>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
}

impl Running {
    pub(crate) async fn start(
        settings: &[(&str, &str)],
        configure: impl FnOnce(Server<App>) -> Server<App>,
    ) -> Running {
        let fixed = [("TEST_PORT", "0"), ("TEST_METRICS_ADDRESS", "127.0.0.1:0")];
        let settings = ConfigLoader::new("TEST").environment(fixed.iter().chain(settings).copied());
        let config: Config<NoSettings> = settings.load().unwrap();
        let app = App::default();
        let resume = app.0.clone();
        let server = configure(serve(api(), app).config(&config.server));
        let drain = server.drain();
        let bound = server.bind().await.unwrap();
        let url = format!("http://{}", bound.local_addr().unwrap());
        let metrics = format!("http://{}", bound.metrics_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let server = tokio::spawn(bound.run(async { stopped.await.unwrap_or_default() }));
        Running { url, metrics, drain, resume, stop, server }
    }

    pub(crate) async fn get(&self, path: &str) -> reqwest::Response {
        reqwest::get(format!("{}{path}", self.url)).await.unwrap()
    }

    /// Shuts the server down. Returns `true` if it stopped in time.
    pub(crate) async fn shut_down(self) -> bool {
        self.stop.send(()).unwrap();
        timeout(Duration::from_secs(10), self.server).await.is_ok()
    }
}
