//! Set of streams that share one task and are polled only when woken.
//!
//! futures-util's `SelectAll` cannot remove streams, allocates for each item and wakes its task twice per item.

use std::{
    collections::{HashMap, VecDeque},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering::AcqRel},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures_util::{Stream, StreamExt};
use isotype_protocol::MessageId;

/// Set of streams, keyed by message id.
pub(super) struct StreamSet<St> {
    /// Entries are boxed because a map allocates more slots than it has entries.
    streams: HashMap<MessageId, Box<Entry<St>>>,
    ready: Arc<ReadyQueue>,
}

struct Entry<St> {
    stream: St,
    signal: Arc<StreamWaker>,
    waker: Waker,
}

/// Ids of the woken streams, in wake-up order.
#[derive(Default)]
struct ReadyQueue(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    ids: VecDeque<MessageId>,
    task: Option<Waker>,
}

/// Waker of one stream. If it outlives the stream, it may spuriously poll a later stream with the same id.
struct StreamWaker {
    id: MessageId,
    is_queued: AtomicBool,
    ready: Arc<ReadyQueue>,
}

impl<St: Stream + Unpin> StreamSet<St> {
    pub(super) fn new() -> StreamSet<St> {
        StreamSet { streams: HashMap::new(), ready: Arc::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.streams.len()
    }

    pub(super) fn contains(&self, id: &MessageId) -> bool {
        self.streams.contains_key(id)
    }

    pub(super) fn insert(&mut self, id: MessageId, stream: St) {
        let signal =
            Arc::new(StreamWaker { id: id.clone(), is_queued: AtomicBool::new(false), ready: self.ready.clone() });
        signal.queue();
        self.streams.insert(id, Box::new(Entry { stream, waker: signal.clone().into(), signal }));
    }

    /// Drops the stream with the given id. Returns `false` if there is none.
    pub(super) fn remove(&mut self, id: &MessageId) -> bool {
        self.streams.remove(id).is_some()
    }

    /// Polls the woken streams in turn for the next item. Returns `Pending` if there are no streams.
    pub(super) fn poll_next(&mut self, cx: &mut Context<'_>) -> Poll<St::Item> {
        for _ in 0..=self.streams.len() {
            let Some(id) = self.ready.next(cx) else { return Poll::Pending };
            let Some(entry) = self.streams.get_mut(&id) else { continue };
            // From here on, a wake-up queues the stream again.
            entry.signal.is_queued.swap(false, AcqRel);
            match entry.stream.poll_next_unpin(&mut Context::from_waker(&entry.waker)) {
                Poll::Pending => {}
                Poll::Ready(Some(item)) => {
                    entry.signal.queue();
                    return Poll::Ready(item);
                }
                Poll::Ready(None) => {
                    self.streams.remove(&id);
                }
            }
        }
        // Yield to other tasks if the streams keep waking themselves.
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl ReadyQueue {
    /// Removes and returns the next id. If the queue is empty, registers the task to be woken by the next wake-up.
    fn next(&self, cx: &Context<'_>) -> Option<MessageId> {
        let mut queue = self.queue();
        let id = queue.ids.pop_front();
        if id.is_none() && !queue.task.as_ref().is_some_and(|task| task.will_wake(cx.waker())) {
            queue.task = Some(cx.waker().clone());
        }
        id
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl StreamWaker {
    /// Queues the stream and returns the waker of the task that polls the set.
    fn queue(&self) -> Option<Waker> {
        if self.is_queued.swap(true, AcqRel) {
            return None;
        }
        let mut queue = self.ready.queue();
        queue.ids.push_back(self.id.clone());
        queue.task.take()
    }
}

impl Wake for StreamWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if let Some(task) = self.queue() {
            task.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    use futures_util::stream::{self, BoxStream};
    use isotype_protocol::{ClientMessage, Frame};
    use tokio::sync::mpsc;

    use super::*;

    fn id(json: &str) -> MessageId {
        let frame = format!(r#"{{"id":{json},"method":"subscription.stop"}}"#);
        match Frame::parse(&frame.into(), 1) {
            Frame::Messages(messages) => match messages.into_iter().next() {
                Some(Ok(ClientMessage::Stop(address))) => address.id,
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, SeqCst);
        }
    }

    fn next(set: &mut StreamSet<BoxStream<'static, u8>>, count: &Arc<Count>) -> Option<u8> {
        match set.poll_next(&mut Context::from_waker(&count.clone().into())) {
            Poll::Ready(item) => Some(item),
            Poll::Pending => None,
        }
    }

    fn channel() -> (mpsc::UnboundedSender<u8>, BoxStream<'static, u8>) {
        let (send, receive) = mpsc::unbounded_channel();
        (send, stream::unfold(receive, |mut receive| async move { Some((receive.recv().await?, receive)) }).boxed())
    }

    #[test]
    fn wakes_the_task_once_per_item() {
        let (mut set, count) = (StreamSet::new(), Arc::new(Count::default()));
        let (send, stream) = channel();
        set.insert(id("1"), stream);
        assert_eq!(next(&mut set, &count), None);
        assert_eq!(count.0.load(SeqCst), 0);
        for n in 1..4 {
            send.send(7).unwrap();
            assert_eq!(count.0.load(SeqCst), n);
            assert_eq!((next(&mut set, &count), next(&mut set, &count)), (Some(7), None));
            assert_eq!(count.0.load(SeqCst), n);
        }
        drop(send);
        assert_eq!((next(&mut set, &count), set.len()), (None, 0));
    }

    #[test]
    fn polls_streams_in_turn() {
        let (mut set, count) = (StreamSet::new(), Arc::new(Count::default()));
        for n in 1..4 {
            set.insert(id(&n.to_string()), stream::repeat(n).boxed());
        }
        let items: Vec<u8> = (0..6).filter_map(|_| next(&mut set, &count)).collect();
        assert_eq!(items, [1, 2, 3, 1, 2, 3]);
    }

    #[test]
    fn drops_removed_streams_and_frees_their_ids() {
        let (mut set, count) = (StreamSet::new(), Arc::new(Count::default()));
        let (old, stream) = channel();
        set.insert(id("1"), stream);
        assert_eq!(next(&mut set, &count), None);
        old.send(1).unwrap();
        assert!(set.remove(&id("1")) && !set.remove(&id("1")) && old.is_closed());
        let (new, stream) = channel();
        set.insert(id("1"), stream);
        assert_eq!(next(&mut set, &count), None);
        new.send(2).unwrap();
        assert_eq!(next(&mut set, &count), Some(2));
    }
}
