//! What ends a stream that does not end by itself.

use std::{
    sync::Arc,
    time::{Instant, SystemTime},
};

use futures_util::{
    FutureExt, StreamExt,
    future::pending,
    stream::{self, BoxStream, PollNext},
};
use isotype_core::{Code, Event, Events, Failure, Request};
use tokio::time::{sleep, sleep_until};

use crate::{Drain, ending::left, run};

/// An item of a stream; a failure is the last, and so is `None`.
pub(super) type Item = Option<Result<Event, Failure>>;

/// The items of a stream, until the server stops, its caller waits no longer, or what was proved no longer holds.
pub(super) fn items(events: Events, drain: Drain, request: &Request, name: Arc<str>) -> BoxStream<'static, Item> {
    let items = events.map(Some).chain(stream::iter([None]));
    let end = stopped(drain, request.deadline, request.expires(), name);
    let end = end.map(|failure| Some(Err(failure))).into_stream();
    stream::select_with_strategy(end, items, |(): &mut ()| PollNext::Left).boxed()
}

async fn stopped(drain: Drain, deadline: Option<Instant>, expires: Option<SystemTime>, name: Arc<str>) -> Failure {
    let refused = |code, message| Failure::new(code, message).at(&name);
    tokio::select! {
        () = drain.begun() => refused(Code::ServiceUnavailable, "The server stops; come back in a moment"),
        () = reached(deadline) => run::late(&name),
        () = passed(expires) => refused(Code::Unauthorized, "What was proved no longer holds; sign in again"),
    }
}

async fn reached(deadline: Option<Instant>) {
    match deadline {
        Some(at) => sleep_until(at.into()).await,
        None => pending().await,
    }
}

async fn passed(expires: Option<SystemTime>) {
    match expires {
        Some(at) => sleep(left(at)).await,
        None => pending().await,
    }
}
