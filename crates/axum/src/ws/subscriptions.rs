//! The subscriptions of a socket: any number of streams, each under its id.

use std::{
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
};

use futures_util::{FutureExt, Stream, StreamExt, future::BoxFuture};
use isotype_core::{Answer, Code, Failure, Reply, SlowReader, SlowReaders};
use isotype_protocol::{Address, Id};

use super::{calls::failed, woken::Woken};
use crate::slow_reader::{Ended, Paced};

/// What a subscription has to say.
pub(super) enum Said {
    /// It has begun: its proof holds.
    Started(Vec<u8>),
    Value(Vec<u8>),
    /// The last of it.
    Ended(Vec<u8>),
    /// Its client does not read what it should.
    TooSlow,
}

/// Those that live.
pub(super) struct Subscriptions(Woken<Subscription>);

impl Subscriptions {
    pub(super) fn new() -> Subscriptions {
        Subscriptions(Woken::new())
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn has(&self, id: &Id) -> bool {
        self.0.has(id)
    }

    pub(super) fn open(&mut self, subscription: Subscription) {
        self.0.insert(subscription.address.id.clone(), subscription);
    }

    /// Drops the subscription of this id; whether there is one.
    pub(super) fn stop(&mut self, id: &Id) -> bool {
        self.0.remove(id)
    }

    /// What is said next, by whichever has something to say.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Said> {
        let (ended, said) = ready!(self.0.poll_next(cx));
        if let Some(id) = ended {
            self.0.remove(&id);
        }
        Poll::Ready(said)
    }
}

/// One subscription, from its call to its end.
pub(super) struct Subscription {
    pub(super) address: Address,
    pub(super) name: Arc<str>,
    pub(super) policy: SlowReader,
    pub(super) counted: SlowReaders,
    pub(super) state: State,
}

/// How far it is.
pub(super) enum State {
    Opening(BoxFuture<'static, Reply>),
    Live(Paced),
    /// It failed, and has said so.
    Failed,
    Ended,
}

impl Subscription {
    /// The answer to its call: events, or why there are none.
    fn opened(&mut self, reply: Reply) -> (Option<Id>, Said) {
        let failure = match reply {
            Ok(Answer::Events(events)) => {
                self.state = State::Live(Paced::new(events, self.policy, &self.name, &self.counted, None));
                return (None, Said::Started(self.frame(Address::started)));
            }
            Ok(Answer::Value(_) | Answer::Partial(..)) => {
                Failure::new(Code::InternalServerError, "The subscription answered with a value").at(&self.name)
            }
            Err(failure) => failure,
        };
        self.ended(failed(&self.address, &failure))
    }

    fn ended(&mut self, frame: Vec<u8>) -> (Option<Id>, Said) {
        self.state = State::Ended;
        (Some(self.address.id.clone()), Said::Ended(frame))
    }

    fn frame(&self, write: impl FnOnce(&Address, &mut Vec<u8>)) -> Vec<u8> {
        let mut frame = Vec::new();
        write(&self.address, &mut frame);
        frame
    }
}

impl Stream for Subscription {
    /// What is said, and the id that is free from then on.
    type Item = (Option<Id>, Said);

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        Poll::Ready(Some(match &mut this.state {
            State::Opening(reply) => {
                let reply = ready!(reply.poll_unpin(cx));
                this.opened(reply)
            }
            State::Live(events) => match ready!(events.poll_next_unpin(cx)) {
                Some(Ok(event)) => (None, Said::Value(value(&this.address, event.id.as_deref(), &event.json))),
                Some(Err(Ended::Failed(failure))) => {
                    this.state = State::Failed;
                    (None, Said::Value(failed(&this.address, &failure)))
                }
                Some(Err(Ended::TooSlow)) => (None, Said::TooSlow),
                None => this.ended(this.frame(Address::stopped)),
            },
            State::Failed => this.ended(this.frame(Address::stopped)),
            State::Ended => return Poll::Ready(None),
        }))
    }
}

/// Bytes around a value, beside both of its ids.
const AROUND: usize = 64;

fn value(address: &Address, id: Option<&str>, json: &[u8]) -> Vec<u8> {
    let ids = address.id.as_json().len() + 2 * id.map_or(0, str::len);
    let mut frame = Vec::with_capacity(json.len() + ids + AROUND);
    address.value(id, json, &mut frame);
    frame
}
