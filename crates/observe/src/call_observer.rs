//! A call to its end, however it ends, and the events of a stream on the way.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};

use futures_core::{Stream, stream::BoxStream};
use isotype_core::{CallError, Code, Event, LayerOutcome, LayerOutput};

/// Who watches a call. Everything but `ended` is told of streams only.
pub(crate) trait CallObserver: Unpin + Send + 'static {
    /// It is asked for what comes next.
    fn around_poll<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        poll()
    }

    /// It has opened.
    fn on_stream_open(&mut self) {}

    /// Its reader asks for more.
    fn on_poll(&mut self) {}

    /// An event has come, for the reader to take.
    fn on_event(&mut self) {}

    /// The call is over; without a code it went well.
    fn on_end(&mut self, code: Option<Code>);
}

/// Runs the call, and tells `watcher` what becomes of it; `deadline` is when its caller stops waiting.
pub(crate) async fn observe<W: CallObserver>(
    watcher: W,
    deadline: Option<Instant>,
    call: impl Future<Output = LayerOutcome>,
) -> LayerOutcome {
    let mut open = ObservedCall { watcher, deadline, is_stream: false, is_polled: false, is_ended: false };
    match call.await {
        Ok(LayerOutput::Events(events)) => {
            open.is_stream = true;
            open.watcher.on_stream_open();
            Ok(LayerOutput::Events(Box::pin(ObservedStream { events, open })))
        }
        Ok(value) => {
            open.end(None);
            Ok(value)
        }
        Err(error) => {
            open.end(Some(error.code()));
            Err(error)
        }
    }
}

/// A call that is not over, or is dropped.
struct ObservedCall<W: CallObserver> {
    watcher: W,
    deadline: Option<Instant>,
    is_stream: bool,
    /// Still so when it is dropped, if what comes next has panicked.
    is_polled: bool,
    is_ended: bool,
}

impl<W: CallObserver> ObservedCall<W> {
    fn end(&mut self, code: Option<Code>) {
        if !std::mem::replace(&mut self.is_ended, true) {
            self.watcher.on_end(code);
        }
    }
}

impl<W: CallObserver> Drop for ObservedCall<W> {
    fn drop(&mut self) {
        let is_late = self.deadline.is_some_and(|deadline| deadline <= Instant::now());
        self.end(match () {
            () if self.is_polled || std::thread::panicking() => Some(Code::InternalServerError),
            // That its reader leaves is how a stream ends as a rule.
            () if self.is_stream => None,
            () if is_late => Some(Code::Timeout),
            () => Some(Code::ClientClosedRequest),
        });
    }
}

/// The events of a call that is watched.
struct ObservedStream<W: CallObserver> {
    events: BoxStream<'static, Result<Event, CallError>>,
    open: ObservedCall<W>,
}

impl<W: CallObserver> Stream for ObservedStream<W> {
    type Item = Result<Event, CallError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let ObservedStream { events, open } = &mut *self;
        open.watcher.on_poll();
        open.is_polled = true;
        let next = open.watcher.around_poll(|| events.as_mut().poll_next(cx));
        open.is_polled = false;
        match &next {
            Poll::Pending => {}
            Poll::Ready(Some(Ok(_))) => open.watcher.on_event(),
            Poll::Ready(Some(Err(error))) => open.end(Some(error.code())),
            Poll::Ready(None) => open.end(None),
        }
        next
    }
}
