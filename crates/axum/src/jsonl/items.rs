//! Stream items in a JSON Lines response.

use std::sync::Arc;

use futures_util::{
    FutureExt, StreamExt,
    stream::{self, BoxStream, PollNext},
};
use isotype_core::{Code, ErrorResponse, Event, Events, Request};

use crate::{
    drain::Drain,
    run,
    stream_end::{self, StreamEnd},
};

/// Item of a stream. The last item is an error, or `None` if the stream completed successfully.
pub(super) type Item = Option<Result<Event, ErrorResponse>>;

/// Returns the items of a stream until it ends, the server drains, the deadline passes or the authorization expires.
pub(super) fn items(events: Events, drain: Drain, request: &Request, name: Arc<str>) -> BoxStream<'static, Item> {
    let items = events.map(Some).chain(stream::iter([None]));
    let end = stream_end::wait(drain, request.expiry(), request.deadline);
    let end = end.map(move |reason| Some(Err(end_failure(reason, &name)))).into_stream();
    stream::select_with_strategy(end, items, |(): &mut ()| PollNext::Left).boxed()
}

fn end_failure(reason: StreamEnd, name: &str) -> ErrorResponse {
    let (code, message) = match reason {
        StreamEnd::TimedOut => return run::deadline_exceeded(name),
        StreamEnd::Drained => (Code::ServiceUnavailable, "server is shutting down; retry the call"),
        StreamEnd::Expired => (Code::Unauthorized, "authorization has expired; sign in again"),
    };
    ErrorResponse::new(code, message).with_path(name)
}
