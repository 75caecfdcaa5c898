//! Events of subscriptions and streaming queries.

use std::{fmt, pin::Pin};

use futures_core::Stream;
use futures_util::StreamExt;
use isotype_protocol::ErrorResponse;

/// Event of a subscription, or item of a streaming query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Id from which a subscriber can resume; `None` if the event is not tracked.
    pub id: Option<String>,
    /// Data as a single line of JSON.
    pub json: Vec<u8>,
}

/// Stream of events. An error is always the last item.
pub struct Events(Pin<Box<dyn Stream<Item = Result<Event, ErrorResponse>> + Send>>);

impl Events {
    pub(crate) fn new(stream: impl Stream<Item = Result<Event, ErrorResponse>> + Send + 'static) -> Events {
        Events(Box::pin(stream))
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Events")
    }
}

impl Stream for Events {
    type Item = Result<Event, ErrorResponse>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_next_unpin(cx)
    }
}
