//! Tests that streams end once their guard no longer authorizes the caller.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use futures_util::{Stream, StreamExt, stream};
use isotype::{Event, RawJson, Streaming, raw_subscription, subscription};

use super::*;

/// State with the number of events for which a badge is valid.
struct Gate {
    open_for: u64,
    passed: AtomicU64,
}

struct Badge;

impl FromCall<Gate> for Badge {
    type Error = Unauthorized;
    const REVALIDATE_AFTER: Option<Duration> = Some(Duration::ZERO);

    async fn from_call(ctx: &Ctx<Gate>) -> Result<Badge, Unauthorized> {
        let Gate { open_for, passed } = ctx.state();
        match passed.load(Ordering::Relaxed) > *open_for {
            true => Err(Unauthorized::new("the badge was taken back")),
            false => Ok(Badge),
        }
    }
}

/// Guard that is revalidated only after a minute.
struct Trusted;

impl FromCall<Gate> for Trusted {
    type Error = Unauthorized;

    async fn from_call(ctx: &Ctx<Gate>) -> Result<Trusted, Unauthorized> {
        Badge::from_call(ctx).await.map(|_| Trusted)
    }
}

fn numbers<A>(ctx: Ctx<Gate, A>) -> impl Stream<Item = u64> + Send + 'static
where
    Ctx<Gate, A>: Send + 'static,
{
    stream::iter(1..=5).map(move |number| {
        ctx.state().passed.store(number, Ordering::Relaxed);
        number
    })
}

fn watch(ctx: Ctx<Gate, Badge>, _: ()) -> impl Stream<Item = u64> + Send + 'static {
    numbers(ctx)
}

fn watch_trusted(ctx: Ctx<Gate, Trusted>, _: ()) -> impl Stream<Item = u64> + Send + 'static {
    numbers(ctx)
}

fn watch_both(ctx: Ctx<Gate, (Trusted, Badge)>, _: ()) -> impl Stream<Item = u64> + Send + 'static {
    numbers(ctx)
}

async fn list(ctx: Ctx<Gate, Badge>, _: ()) -> Result<Streaming<impl Stream<Item = u64> + Send>, Forbidden> {
    Ok(Streaming(numbers(ctx)))
}

fn raw(ctx: Ctx<Gate>, _: RawJson) -> impl Stream<Item = Result<Event, CallError>> + Send + 'static {
    numbers(ctx).map(|number| Ok(Event { id: None, json: number.to_string().into_bytes() }))
}

fn public_numbers(ctx: Ctx<Gate>, _: ()) -> impl Stream<Item = u64> + Send + 'static {
    numbers(ctx)
}

fn api() -> Router<Gate> {
    Router::new()
        .subscription("badge", watch)
        .subscription("trusted", watch_trusted)
        .subscription("both", watch_both)
        .query("list", list)
        .procedure("raw", raw_subscription(raw).require::<Badge>())
        .procedure("fenced", subscription(public_numbers).require::<Badge>())
}

fn client(open_for: u64) -> Client<Gate> {
    Client::new(api(), Gate { open_for, passed: AtomicU64::new(0) })
}

#[tokio::test]
async fn sends_no_event_after_the_authorization_expired() {
    for name in ["badge", "both", "list", "raw", "fenced"] {
        let first = client(2).events(name, &(), None, 2).await.expect("two are let through");
        assert_eq!(first.iter().map(|event| &*event.json).collect::<Vec<_>>(), [b"1", b"2"], "{name}");
        let refusal = client(2).events(name, &(), None, 5).await.expect_err("the third is not");
        assert_eq!((refusal.code, &*refusal.message), (Code::Unauthorized, "the badge was taken back"), "{name}");
    }
}

#[tokio::test]
async fn trusts_a_guard_until_it_is_revalidated() {
    let client = client(2);
    assert_eq!(client.events("trusted", &(), None, 5).await.expect("a minute has not passed").len(), 5);
}
