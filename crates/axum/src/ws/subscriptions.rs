//! Subscriptions on a socket.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures_util::{FutureExt, Stream, StreamExt, future::BoxFuture};
use isotype_core::{Backpressure, BackpressureMetrics, CallResponse, Code, ErrorResponse, ResponseResult};
use isotype_protocol::{MessageId, ResponseEnvelope};

use super::{calls::error_frame, stream_set::StreamSet};
use crate::backpressure::{BufferedEvents, SubscriptionError};

/// Frame to send for a subscription.
pub(super) enum SubscriptionFrame {
    /// The subscription is authorized and has started.
    Started(Vec<u8>),
    /// An event or an error.
    Value(Vec<u8>),
    /// The subscription has ended; contains its final message.
    Ended(Vec<u8>),
    /// The client reads too slowly and must be disconnected.
    TooSlow,
}

/// Open subscriptions, keyed by message id.
pub(super) struct Subscriptions(StreamSet<Subscription>);

impl Subscriptions {
    pub(super) fn new() -> Subscriptions {
        Subscriptions(StreamSet::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn contains(&self, id: &MessageId) -> bool {
        self.0.contains(id)
    }

    pub(super) fn open(&mut self, subscription: Subscription) {
        self.0.insert(subscription.envelope.id.clone(), subscription);
    }

    /// Drops the subscription with the given id. Returns `false` if there is none.
    pub(super) fn stop(&mut self, id: &MessageId) -> bool {
        self.0.remove(id)
    }

    /// Polls for the next frame of any subscription.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<SubscriptionFrame> {
        let (ended, frame) = ready!(self.0.poll_next(cx));
        if let Some(id) = ended {
            self.0.remove(&id);
        }
        Poll::Ready(frame)
    }
}

/// Subscription, from the call that opens it to its end.
pub(super) struct Subscription {
    pub(super) envelope: ResponseEnvelope,
    pub(super) name: Arc<str>,
    pub(super) backpressure: Backpressure,
    pub(super) metrics: BackpressureMetrics,
    pub(super) state: SubscriptionState,
}

/// State of a subscription.
pub(super) enum SubscriptionState {
    /// The procedure is being called.
    Opening(BoxFuture<'static, ResponseResult>),
    /// Events are sent as they arrive.
    Open(BufferedEvents),
    /// The error has been sent, but the end has not.
    Failed,
    Ended,
}

impl Subscription {
    /// Handles the response to the call: events or an error.
    fn on_response(&mut self, response: ResponseResult) -> (Option<MessageId>, SubscriptionFrame) {
        let failure = match response {
            Ok(CallResponse::Events(events)) => {
                self.state = SubscriptionState::Open(BufferedEvents::new(
                    events,
                    self.backpressure,
                    &self.name,
                    &self.metrics,
                    None,
                ));
                return (None, SubscriptionFrame::Started(self.frame(ResponseEnvelope::write_started)));
            }
            Ok(CallResponse::Value(_) | CallResponse::WithDeferred(..)) => {
                ErrorResponse::new(Code::InternalServerError, "subscription returned a value instead of a stream")
                    .with_path(&self.name)
            }
            Err(failure) => failure,
        };
        self.end(error_frame(&self.envelope, &failure))
    }

    fn end(&mut self, frame: Vec<u8>) -> (Option<MessageId>, SubscriptionFrame) {
        self.state = SubscriptionState::Ended;
        (Some(self.envelope.id.clone()), SubscriptionFrame::Ended(frame))
    }

    fn frame(&self, write: impl FnOnce(&ResponseEnvelope, &mut Vec<u8>)) -> Vec<u8> {
        let mut frame = Vec::new();
        write(&self.envelope, &mut frame);
        frame
    }
}

impl Stream for Subscription {
    /// Frame to send, with the message id if the subscription has ended.
    type Item = (Option<MessageId>, SubscriptionFrame);

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        Poll::Ready(Some(match &mut this.state {
            SubscriptionState::Opening(call) => {
                let response = ready!(call.poll_unpin(cx));
                this.on_response(response)
            }
            SubscriptionState::Open(events) => match ready!(events.poll_next_unpin(cx)) {
                Some(Ok(event)) => {
                    (None, SubscriptionFrame::Value(data_frame(&this.envelope, event.id.as_deref(), &event.json)))
                }
                Some(Err(SubscriptionError::Failed(failure))) => {
                    this.state = SubscriptionState::Failed;
                    (None, SubscriptionFrame::Value(error_frame(&this.envelope, &failure)))
                }
                Some(Err(SubscriptionError::TooSlow)) => (None, SubscriptionFrame::TooSlow),
                None => this.end(this.frame(ResponseEnvelope::write_stopped)),
            },
            SubscriptionState::Failed => this.end(this.frame(ResponseEnvelope::write_stopped)),
            SubscriptionState::Ended => return Poll::Ready(None),
        }))
    }
}

/// Length of the envelope around a value, excluding the ids.
const ENVELOPE_CAPACITY: usize = 64;

fn data_frame(envelope: &ResponseEnvelope, id: Option<&str>, json: &[u8]) -> Vec<u8> {
    let ids = envelope.id.as_json().len() + 2 * id.map_or(0, str::len);
    let mut frame = Vec::with_capacity(json.len() + ids + ENVELOPE_CAPACITY);
    envelope.write_data(id, json, &mut frame);
    frame
}
