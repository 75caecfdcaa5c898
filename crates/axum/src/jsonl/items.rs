//! What ends a stream that does not end by itself.

use std::sync::Arc;

use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream, PollNext},
};
use isotype_core::{Code, ErrorResponse, Event, Events, Request};

use crate::{
    Drain, run,
    stream_end::{self, StreamEnd},
};

/// An item of a stream; a failure is the last, and so is `None`.
pub(super) type Item = Option<Result<Event, ErrorResponse>>;

/// The items of a stream, until the server stops, its caller waits no longer, or what was proved no longer holds.
pub(super) fn items(events: Events, drain: Drain, request: &Request, name: Arc<str>) -> BoxStream<'static, Item> {
    let items = events.map(Some).chain(stream::iter([None]));
    let end = stream_end::wait(drain, request.expiry(), request.deadline);
    let end = end.map(move |why| Some(Err(end_failure(why, &name)))).into_stream();
    stream::select_with_strategy(end, items, |(): &mut ()| PollNext::Left).boxed()
}

fn end_failure(why: StreamEnd, name: &str) -> ErrorResponse {
    let (code, message) = match why {
        StreamEnd::TimedOut => return run::deadline_exceeded(name),
        StreamEnd::Drained => (Code::ServiceUnavailable, "The server stops; come back in a moment"),
        StreamEnd::Expired => (Code::Unauthorized, "What was proved no longer holds; sign in again"),
    };
    ErrorResponse::new(code, message).with_path(name)
}
