//! Queries that stream their output.

use std::time::Duration;

use futures_core::Stream;
use futures_util::stream;
use isotype::{CallError, Streaming, prelude::*};
use serde::{Deserialize, Serialize};

pub(crate) fn register(api: Router<()>) -> Router<()> {
    api.query("iter", iter)
        .query("iterErr", iter_err)
        .query("iterBoom", iter_boom)
        .query("numbers", numbers)
        .query("counter", counter)
}

/// Number or object, to stream values of different types.
#[derive(Serialize, Type)]
#[serde(untagged)]
enum StreamItem {
    Number(u32),
    Object { n: u32 },
}

/// Yields two values.
#[procedure]
async fn iter(_: Ctx<()>, _: ()) -> Streaming<impl Stream<Item = StreamItem> + Send> {
    Streaming(stream::iter([StreamItem::Number(1), StreamItem::Object { n: 2 }]))
}

/// Yields one value, then fails with a protocol error.
#[procedure]
async fn iter_err(_: Ctx<()>, _: ()) -> Streaming<impl Stream<Item = Result<u32, CallError>> + Send> {
    Streaming(stream::iter([Ok(1), Err(CallError::protocol(Code::Conflict, "mid-stream"))]))
}

/// Yields one value, then panics.
#[procedure]
async fn iter_boom(_: Ctx<()>, _: ()) -> Streaming<impl Stream<Item = u32> + Send> {
    Streaming(one_then_panic())
}

pub(crate) fn one_then_panic() -> impl Stream<Item = u32> + Send {
    async_stream::stream! {
        yield 1;
        panic!("{}", crate::internal_errors::SECRET);
    }
}

/// Input of `numbers`.
#[derive(Deserialize, Type)]
struct Count {
    count: u32,
}

/// Yields the numbers from 1 to `count`.
#[procedure]
async fn numbers(_: Ctx<()>, Count { count }: Count) -> Streaming<impl Stream<Item = u32> + Send> {
    Streaming(stream::iter(1..=count))
}

/// Yields increasing numbers from 0 without end.
#[procedure]
async fn counter(_: Ctx<()>, _: ()) -> Streaming<impl Stream<Item = u32> + Send> {
    Streaming(ticks())
}

/// Yields a number every 10 ms, from 0.
pub(crate) fn ticks() -> impl Stream<Item = u32> + Send {
    async_stream::stream! {
        let mut ticks = tokio::time::interval(Duration::from_millis(10));
        for number in 0.. {
            ticks.tick().await;
            yield number;
        }
    }
}
