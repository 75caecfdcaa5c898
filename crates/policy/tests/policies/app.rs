//! Test application that uses every policy.

use std::{
    borrow::Cow,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use futures_util::{Stream, stream};
use http::HeaderName;
use isotype_core::{Code, Ctx, FromCall, Public, Router, Unauthorized, mutation, query, subscription};
use isotype_policy::{
    HasCaller, HasIdempotencyStore, HasRateLimitStore, IdempotencyExt, IdempotencyStore, Identity,
    MemoryIdempotencyStore, MemoryRateLimitStore, PolicyExt, Rate, RateLimitStore, forwarded_for,
};
use isotype_testing::ClientError;

pub(crate) const HOUR: Duration = Duration::from_secs(3600);
const READS: Rate = Rate::new("reads", 3, HOUR);
const SEPARATE: Rate = Rate::new("separate", 2, HOUR).per_procedure();
const SIGN_IN: Rate = Rate::new("sign-in", 2, HOUR).per_ip();
const SHARED: Rate = Rate::new("shared", 2, HOUR).global();

pub(crate) struct App {
    rates: Box<dyn RateLimitStore>,
    responses: Arc<dyn IdempotencyStore>,
    effects: AtomicU32,
}

impl App {
    pub(crate) fn new(rates: impl RateLimitStore) -> App {
        App {
            rates: Box::new(rates),
            responses: Arc::new(MemoryIdempotencyStore::default()),
            effects: AtomicU32::new(0),
        }
    }
}

impl Default for App {
    fn default() -> Self {
        App::new(MemoryRateLimitStore::new())
    }
}

pub(crate) struct User(String);

impl FromCall<App> for User {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<App>) -> Result<User, Unauthorized> {
        match ctx.bearer()? {
            "forged" => Err(Unauthorized::default()),
            user => Ok(User(user.to_owned())),
        }
    }
}

impl Identity for User {
    fn identity(&self) -> Option<Cow<'_, str>> {
        Some((&self.0).into())
    }
}

impl HasCaller for App {
    type Caller = User;

    fn client_ip(ctx: &Ctx<App>) -> Option<IpAddr> {
        forwarded_for(ctx, &HeaderName::from_static("x-forwarded-for"), 1)
    }
}

impl HasRateLimitStore for App {
    fn rate_limit_store(&self) -> &dyn RateLimitStore {
        &*self.rates
    }
}

impl HasIdempotencyStore for App {
    fn idempotency_store(&self) -> Arc<dyn IdempotencyStore> {
        self.responses.clone()
    }
}

async fn ping(_: Ctx<App, Public>, _: ()) -> &'static str {
    "pong"
}

async fn private(_: Ctx<App, User>, _: u8) -> &'static str {
    "secret"
}

fn watch(_: Ctx<App, Public>, _: ()) -> impl Stream<Item = u8> + use<> {
    stream::iter(0..3)
}

fn forever(_: Ctx<App, Public>, _: ()) -> impl Stream<Item = u8> + use<> {
    stream::pending()
}

async fn sleep(_: Ctx<App, Public>, ms: u64) -> &'static str {
    tokio::time::sleep(Duration::from_millis(ms)).await;
    "awake"
}

async fn add(ctx: Ctx<App, Public>, _: u32) -> u32 {
    ctx.append_header(http::header::SET_COOKIE, http::HeaderValue::from_static("secret=1"));
    ctx.state().effects.fetch_add(1, Ordering::SeqCst) + 1
}

pub(crate) fn api() -> Router<App> {
    let reads = Router::new().query("ping", ping).query("private", private).subscription("watch", watch).rate(READS);
    Router::new()
        .nest("reads", reads)
        .procedure("one", query(ping).rate(SEPARATE))
        .procedure("two", query(ping).rate(SEPARATE))
        .procedure("signIn", query(ping).rate(SIGN_IN))
        .procedure("shared", query(ping).rate(SHARED))
        .procedure("add", mutation(add).idempotent())
        .procedure("sleep", query(sleep).timeout(Duration::from_millis(50)))
        .procedure("limited", query(sleep).concurrency(1))
        .procedure("shed", query(sleep).load_shed(1))
        .procedure("shedStream", subscription(forever).load_shed(1))
}

pub(crate) fn code_and_type(error: &ClientError) -> (Code, &str) {
    (error.code, error.error["type"].as_str().unwrap_or_default())
}
