//! Subscriptions with event ids, which resume after the last event id.

use std::time::Duration;

use futures_core::Stream;
use futures_util::stream;
use isotype::{CallError, Event, RawJson, prelude::*};
use serde::{Deserialize, Serialize};

use crate::auth::ExpiringCaller;

/// Number of events to send.
#[derive(Deserialize, Type)]
pub(crate) struct EventCount {
    n: u32,
}

/// Value of an event.
#[derive(Serialize, Type)]
pub(crate) struct Step {
    i: u32,
}

/// Yields `n` events after the last event id.
#[procedure]
pub(crate) fn tracked(ctx: Ctx<()>, EventCount { n }: EventCount) -> impl Stream<Item = Tracked<Step>> {
    let seen: u32 = ctx.last_event_id().and_then(|id| id.parse().ok()).unwrap_or(0);
    let steps = seen.saturating_add(1)..=seen.saturating_add(n);
    stream::iter(steps.map(|i| Tracked::new(i.to_string(), Step { i })))
}

/// Last event to send.
#[derive(Deserialize, Type)]
pub(crate) struct EventRange {
    to: u32,
}

/// Yields an event every 2 ms, from after the last event id up to `to`.
#[procedure]
pub(crate) fn until(ctx: Ctx<()>, EventRange { to }: EventRange) -> impl Stream<Item = Tracked<Step>> {
    steps(ctx.last_event_id(), to)
}

/// Yields the same events as `until` to a caller with an expiring token. The connection ends when the token expires.
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

/// Yields events with and without an id. Only a raw subscription can mix both.
pub(crate) fn mixed(_: Ctx<()>, _: RawJson) -> impl Stream<Item = Result<Event, CallError>> {
    let event = |id: Option<&str>, json: &str| Ok(Event { id: id.map(str::to_owned), json: json.into() });
    stream::iter([event(Some("e1"), "\"tracked\""), event(None, "\"untracked\""), event(Some("e2"), "\"tracked2\"")])
}
