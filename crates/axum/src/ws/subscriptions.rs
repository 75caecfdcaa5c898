//! The subscriptions of a socket: any number of streams, each under its id.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures_util::{FutureExt, Stream, StreamExt, future::BoxFuture};
use isotype_core::{Backpressure, BackpressureMetrics, CallResponse, Code, ErrorResponse, ResponseResult};
use isotype_protocol::{MessageId, ResponseEnvelope};

use super::{calls::error_frame, stream_set::StreamSet};
use crate::slow_reader::{BufferedEvents, SubscriptionError};

/// What a subscription has to say.
pub(super) enum SubscriptionFrame {
    /// It has begun: its proof holds.
    Started(Vec<u8>),
    Value(Vec<u8>),
    /// The last of it.
    Ended(Vec<u8>),
    /// Its client does not read what it should.
    TooSlow,
}

/// Those that live.
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
        self.0.insert(subscription.address.id.clone(), subscription);
    }

    /// Drops the subscription of this id; whether there is one.
    pub(super) fn stop(&mut self, id: &MessageId) -> bool {
        self.0.remove(id)
    }

    /// What is said next, by whichever has something to say.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<SubscriptionFrame> {
        let (ended, said) = ready!(self.0.poll_next(cx));
        if let Some(id) = ended {
            self.0.remove(&id);
        }
        Poll::Ready(said)
    }
}

/// One subscription, from its call to its end.
pub(super) struct Subscription {
    pub(super) address: ResponseEnvelope,
    pub(super) name: Arc<str>,
    pub(super) backpressure: Backpressure,
    pub(super) metrics: BackpressureMetrics,
    pub(super) state: SubscriptionState,
}

/// How far it is.
pub(super) enum SubscriptionState {
    Opening(BoxFuture<'static, ResponseResult>),
    Open(BufferedEvents),
    /// It failed, and has said so.
    Failed,
    Ended,
}

impl Subscription {
    /// The answer to its call: events, or why there are none.
    fn on_response(&mut self, reply: ResponseResult) -> (Option<MessageId>, SubscriptionFrame) {
        let failure = match reply {
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
                ErrorResponse::new(Code::InternalServerError, "The subscription answered with a value")
                    .with_path(&self.name)
            }
            Err(failure) => failure,
        };
        self.end(error_frame(&self.address, &failure))
    }

    fn end(&mut self, frame: Vec<u8>) -> (Option<MessageId>, SubscriptionFrame) {
        self.state = SubscriptionState::Ended;
        (Some(self.address.id.clone()), SubscriptionFrame::Ended(frame))
    }

    fn frame(&self, write: impl FnOnce(&ResponseEnvelope, &mut Vec<u8>)) -> Vec<u8> {
        let mut frame = Vec::new();
        write(&self.address, &mut frame);
        frame
    }
}

impl Stream for Subscription {
    /// What is said, and the id that is free from then on.
    type Item = (Option<MessageId>, SubscriptionFrame);

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        Poll::Ready(Some(match &mut this.state {
            SubscriptionState::Opening(reply) => {
                let reply = ready!(reply.poll_unpin(cx));
                this.on_response(reply)
            }
            SubscriptionState::Open(events) => match ready!(events.poll_next_unpin(cx)) {
                Some(Ok(event)) => {
                    (None, SubscriptionFrame::Value(value(&this.address, event.id.as_deref(), &event.json)))
                }
                Some(Err(SubscriptionError::Failed(failure))) => {
                    this.state = SubscriptionState::Failed;
                    (None, SubscriptionFrame::Value(error_frame(&this.address, &failure)))
                }
                Some(Err(SubscriptionError::TooSlow)) => (None, SubscriptionFrame::TooSlow),
                None => this.end(this.frame(ResponseEnvelope::write_stopped)),
            },
            SubscriptionState::Failed => this.end(this.frame(ResponseEnvelope::write_stopped)),
            SubscriptionState::Ended => return Poll::Ready(None),
        }))
    }
}

/// Bytes around a value, beside both of its ids.
const ENVELOPE_CAPACITY: usize = 64;

fn value(address: &ResponseEnvelope, id: Option<&str>, json: &[u8]) -> Vec<u8> {
    let ids = address.id.as_json().len() + 2 * id.map_or(0, str::len);
    let mut frame = Vec::with_capacity(json.len() + ids + ENVELOPE_CAPACITY);
    address.write_data(id, json, &mut frame);
    frame
}
