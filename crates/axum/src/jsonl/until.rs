//! What ends a stream that does not end by itself.

use std::sync::Arc;

use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream, PollNext},
};
use isotype_core::{Code, Event, Events, Failure, Request};

use crate::{
    Drain,
    ending::{self, Ending},
    run,
};

/// An item of a stream; a failure is the last, and so is `None`.
pub(super) type Item = Option<Result<Event, Failure>>;

/// The items of a stream, until the server stops, its caller waits no longer, or what was proved no longer holds.
pub(super) fn items(events: Events, drain: Drain, request: &Request, name: Arc<str>) -> BoxStream<'static, Item> {
    let items = events.map(Some).chain(stream::iter([None]));
    let end = ending::of_stream(drain, request.expires(), request.deadline);
    let end = end.map(move |why| Some(Err(said(why, &name)))).into_stream();
    stream::select_with_strategy(end, items, |(): &mut ()| PollNext::Left).boxed()
}

fn said(why: Ending, name: &str) -> Failure {
    let (code, message) = match why {
        Ending::Over => return run::late(name),
        Ending::Drained => (Code::ServiceUnavailable, "The server stops; come back in a moment"),
        Ending::Expired => (Code::Unauthorized, "What was proved no longer holds; sign in again"),
    };
    Failure::new(code, message).at(name)
}
