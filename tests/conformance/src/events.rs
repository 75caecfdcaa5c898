//! Subscriptions whose events have no ids.

use futures_core::Stream;
use futures_util::stream;
use isotype::{CallError, Event, RawJson, prelude::*, raw_subscription};
use serde::Deserialize;

use crate::{
    caller::{Caller, ClientInfo},
    faults::SECRET,
    inputs::json_or_null,
    refusals::PostError,
    resumed,
    streams::{one_then_panic, ticks},
};

pub(crate) fn router() -> Router<()> {
    Router::new()
        .subscription("plain", plain)
        .subscription("tracked", resumed::tracked)
        .subscription("until", resumed::until)
        .subscription("leased", resumed::leased)
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
        .procedure("mixed", raw_subscription(resumed::mixed))
        .procedure("echoInput", raw_subscription(echo_input))
}

/// Counts to `n`.
#[procedure]
fn plain(_: Ctx<()>, n: u32) -> impl Stream<Item = u32> {
    stream::iter(1..=n)
}

/// What the client said of itself.
#[procedure]
fn whoami(ctx: Ctx<()>, _: ()) -> impl Stream<Item = ClientInfo> {
    stream::iter([ClientInfo::from_ctx(&ctx)])
}

/// An event without a value.
#[procedure]
fn undef(_: Ctx<()>, _: ()) -> impl Stream<Item = ()> {
    stream::iter([()])
}

/// One value, and a refusal.
#[procedure]
fn err_mid(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<u32, CallError>> {
    stream::iter([Ok(1), Err(CallError::protocol(Code::BadRequest, "bad mid"))])
}

/// One value, and a declared error.
#[procedure]
fn declared(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<u32, PostError>> {
    stream::iter([Ok(1), Err(PostError::TitleTaken { by: 7 })])
}

/// One value, and an error that the subscriber must not see.
#[procedure]
fn err_500(_: Ctx<()>, _: ()) -> impl Stream<Item = Result<u32, InternalError>> {
    stream::iter([Ok(1), Err(InternalError::from(SECRET))])
}

/// One value, and a panic.
#[procedure]
fn boom(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    one_then_panic()
}

/// An input that has to be there.
#[derive(Deserialize, Type)]
struct Strict {
    #[expect(dead_code, reason = "it is there to be refused")]
    x: u32,
}

/// Nothing; it is there to be refused.
#[procedure]
fn bad_input(_: Ctx<()>, _: Strict) -> impl Stream<Item = u32> {
    stream::empty()
}

/// One value, for who is signed in.
#[procedure]
fn private(_: Ctx<(), Caller>, _: ()) -> impl Stream<Item = u32> {
    stream::iter([1])
}

/// Counts, without end.
#[procedure]
fn forever(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    ticks()
}

/// Nothing, without end.
#[procedure]
fn silent(_: Ctx<()>, _: ()) -> impl Stream<Item = u32> {
    stream::pending()
}

/// Any JSON, and the id that the subscriber came back with.
fn echo_input(ctx: Ctx<()>, input: RawJson) -> impl Stream<Item = Result<Event, CallError>> {
    let event = json_or_null(&input).map(|input| {
        let last = serde_json::Value::from(ctx.last_event_id());
        Event { id: None, json: format!("{{\"input\":{input},\"lastEventId\":{last}}}").into() }
    });
    stream::iter([event])
}
