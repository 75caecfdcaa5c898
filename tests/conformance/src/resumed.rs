//! Subscriptions whose events have ids, so that a subscriber can go on where it was cut off.

use std::time::Duration;

use futures_core::Stream;
use futures_util::stream;
use isotype::{CallError, Event, RawJson, prelude::*};
use serde::{Deserialize, Serialize};

use crate::caller::ExpiringCaller;

/// How many to send.
#[derive(Deserialize, Type)]
pub(crate) struct EventCount {
    n: u32,
}

/// One of them.
#[derive(Serialize, Type)]
pub(crate) struct Step {
    i: u32,
}

/// So many events, from behind the last that the subscriber has seen.
#[procedure]
pub(crate) fn tracked(ctx: Ctx<()>, EventCount { n }: EventCount) -> impl Stream<Item = Tracked<Step>> {
    let seen: u32 = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
    let steps = seen.saturating_add(1)..=seen.saturating_add(n);
    stream::iter(steps.map(|i| Tracked::new(i.to_string(), Step { i })))
}

/// How far to go.
#[derive(Deserialize, Type)]
pub(crate) struct EventRange {
    to: u32,
}

/// An event each 2 ms, from behind the last that the subscriber has seen, to the last that there is.
#[procedure]
pub(crate) fn until(ctx: Ctx<()>, EventRange { to }: EventRange) -> impl Stream<Item = Tracked<Step>> {
    steps(ctx.last_event_id(), to)
}

/// The same, for who is signed in for a while: the connection ends with the token's time.
#[procedure]
pub(crate) fn leased(ctx: Ctx<(), ExpiringCaller>, EventRange { to }: EventRange) -> impl Stream<Item = Tracked<Step>> {
    steps(ctx.last_event_id(), to)
}

fn steps(last: Option<&str>, to: u32) -> impl Stream<Item = Tracked<Step>> + use<> {
    let seen: u32 = last.and_then(|id| id.parse().ok()).unwrap_or(0);
    async_stream::stream! {
        for i in seen.saturating_add(1)..=to {
            tokio::time::sleep(Duration::from_millis(2)).await;
            yield Tracked::new(i.to_string(), Step { i });
        }
    }
}

/// Events with ids and an event without one. A typed subscription has either; a raw one may have both.
pub(crate) fn mixed(_: Ctx<()>, _: RawJson) -> impl Stream<Item = Result<Event, CallError>> {
    let event = |id: Option<&str>, json: &str| Ok(Event { id: id.map(str::to_owned), json: json.into() });
    stream::iter([event(Some("e1"), "\"tracked\""), event(None, "\"untracked\""), event(Some("e2"), "\"tracked2\"")])
}
