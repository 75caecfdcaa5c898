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
pub(crate) trait Watcher: Unpin + Send + 'static {
    /// It is asked for what comes next.
    fn poll<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        poll()
    }

    /// It has opened.
    fn opened(&mut self) {}

    /// Its reader asks for more.
    fn asked(&mut self) {}

    /// An event has come, for the reader to take.
    fn came(&mut self) {}

    /// The call is over; without a code it went well.
    fn ended(&mut self, code: Option<Code>);
}

/// Runs the call, and tells `watcher` what becomes of it; `deadline` is when its caller stops waiting.
pub(crate) async fn followed<W: Watcher>(
    watcher: W,
    deadline: Option<Instant>,
    call: impl Future<Output = LayerOutcome>,
) -> LayerOutcome {
    let mut open = Open { watcher, deadline, is_stream: false, is_polled: false, is_over: false };
    match call.await {
        Ok(LayerOutput::Events(events)) => {
            open.is_stream = true;
            open.watcher.opened();
            Ok(LayerOutput::Events(Box::pin(Watched { events, open })))
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
struct Open<W: Watcher> {
    watcher: W,
    deadline: Option<Instant>,
    is_stream: bool,
    /// Still so when it is dropped, if what comes next has panicked.
    is_polled: bool,
    is_over: bool,
}

impl<W: Watcher> Open<W> {
    fn end(&mut self, code: Option<Code>) {
        if !std::mem::replace(&mut self.is_over, true) {
            self.watcher.ended(code);
        }
    }
}

impl<W: Watcher> Drop for Open<W> {
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
struct Watched<W: Watcher> {
    events: BoxStream<'static, Result<Event, CallError>>,
    open: Open<W>,
}

impl<W: Watcher> Stream for Watched<W> {
    type Item = Result<Event, CallError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Watched { events, open } = &mut *self;
        open.watcher.asked();
        open.is_polled = true;
        let next = open.watcher.poll(|| events.as_mut().poll_next(cx));
        open.is_polled = false;
        match &next {
            Poll::Pending => {}
            Poll::Ready(Some(Ok(_))) => open.watcher.came(),
            Poll::Ready(Some(Err(error))) => open.end(Some(error.code())),
            Poll::Ready(None) => open.end(None),
        }
        next
    }
}
