//! What ends a stream that does not end by itself.

use std::{pin::pin, sync::Arc, time::Instant};

use futures_util::{
    FutureExt, StreamExt,
    future::{self, Either},
    stream::{self, BoxStream, PollNext},
};
use isotype_core::{Code, Event, Events, Failure};
use tokio::time::sleep_until;

use crate::{Drain, run};

/// An item of a stream; a failure is the last, and so is `None`.
pub(super) type Item = Option<Result<Event, Failure>>;

/// The items of a stream, until the server stops or its caller waits no longer.
pub(super) fn items(
    events: Events,
    drain: Drain,
    deadline: Option<Instant>,
    name: Arc<str>,
) -> BoxStream<'static, Item> {
    let items = events.map(Some).chain(stream::iter([None]));
    let end = stopped(drain, deadline, name).map(|failure| Some(Err(failure))).into_stream();
    stream::select_with_strategy(end, items, |(): &mut ()| PollNext::Left).boxed()
}

async fn stopped(drain: Drain, deadline: Option<Instant>, name: Arc<str>) -> Failure {
    let late = async {
        match deadline {
            Some(at) => sleep_until(at.into()).await,
            None => future::pending().await,
        }
    };
    match future::select(pin!(drain.begun()), pin!(late)).await {
        Either::Left(_) => Failure::new(Code::ServiceUnavailable, "The server stops; come back in a moment").at(&name),
        Either::Right(_) => run::late(&name),
    }
}
