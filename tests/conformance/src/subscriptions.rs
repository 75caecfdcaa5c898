//! Subscriptions without event ids, and the router of all subscriptions.

use futures_core::Stream;
use futures_util::stream;
use isotype::{CallError, Event, RawJson, prelude::*, raw_subscription};
use serde::Deserialize;

use crate::{
    auth::{Caller, ClientInfo},
    errors::PostError,
    inputs::json_or_null,
    internal_errors::SECRET,
    streams::{one_then_panic, ticks},
    tracked_subscriptions,
};

pub(crate) fn router() -> Router<()> {
    Router::new()
        .subscription("plain", plain)
        .subscription("tracked", tracked_subscriptions::tracked)
        .subscription("until", tracked_subscriptions::until)
        .subscription("leased", tracked_subscriptions::leased)
        .subscription("whoami", whoami)
        .subscription("undef", undef)
        .subscription("errMid", err_mid)
        .subscription("declared", declared)
        .subscription("err500", err_500)
        .subscription("boom", boom)
        .subscription("badInput", bad_input)
        .subscription("private", private)
        .subscription("forever", forever)
        .subscription("silent", silent)
        .procedure("mixed", raw_subscription(tracked_subscriptions::mixed))
        .procedure("echoInput", raw_subscription(echo_input))
}

/// Yields the numbers from 1 to `n`.
#[procedure]
fn plain(_: Ctx<()>, n: u32) -> impl Stream<Item = u32> {
    stream::iter(1..=n)
}

/// Yields the credentials of the client once.
#[procedure]
fn whoami(ctx: Ctx<()>, _: ()) -> impl Stream<Item = ClientInfo> {
    stream::iter([ClientInfo::from_ctx(&ctx)])
}

/// Yields one unit value.
#[procedure]
fn undef(_: Ctx<()>, _: ()) -> impl Stream<Item = ()> {
    stream::iter([()])
}

/// Yields one value, then fails with a protocol error.
#[procedure]
fn err_mid(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<u32, CallError>> {
    stream::iter([Ok(1), Err(CallError::protocol(Code::BadRequest, "bad mid"))])
}

/// Yields one value, then fails with a declared error.
#[procedure]
fn declared(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<u32, PostError>> {
    stream::iter([Ok(1), Err(PostError::TitleTaken { by: 7 })])
}

/// Yields one value, then fails with an internal error whose message is hidden from the client.
#[procedure]
fn err_500(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<u32, InternalError>> {
    stream::iter([Ok(1), Err(InternalError::from(SECRET))])
}

/// Yields one value, then panics.
#[procedure]
fn boom(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    one_then_panic()
}

/// Input with a required field.
#[derive(Deserialize, Type)]
struct Strict {
    #[expect(dead_code, reason = "only decoded, to reject other inputs")]
    x: u32,
}

/// Ends without an event; cases call it with an invalid input.
#[procedure]
fn bad_input(_: Ctx<()>, _: Strict) -> impl Stream<Item = u32> {
    stream::empty()
}

/// Yields one value to an authenticated caller.
#[procedure]
fn private(_: Ctx<(), Caller>, _: ()) -> impl Stream<Item = u32> {
    stream::iter([1])
}

/// Yields increasing numbers without end.
#[procedure]
fn forever(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    ticks()
}

/// Stays open without an event.
#[procedure]
fn silent(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    stream::pending()
}

/// Yields the input, any JSON, and the last event id that the client sent.
fn echo_input(ctx: Ctx<()>, input: RawJson) -> impl Stream<Item = Result<Event, CallError>> {
    let event = json_or_null(&input).map(|input| {
        let last = serde_json::Value::from(ctx.last_event_id());
        Event { id: None, json: format!("{{\"input\":{input},\"lastEventId\":{last}}}").into() }
    });
    stream::iter([event])
}
