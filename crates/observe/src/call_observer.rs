//! Observes calls until they end, including each event of a stream.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Instant,
};

use futures_core::{Stream, stream::BoxStream};
use isotype_core::{CallError, CallOutput, CallResult, Code, Event};

/// Callbacks for the progress of a call. All except [`on_end`](CallObserver::on_end) are only called for streams.
pub(crate) trait CallObserver: Unpin + Send + 'static {
    /// Wraps each poll of the stream.
    fn around_poll<R>(&mut self, poll: impl FnOnce() -> R) -> R {
        poll()
    }

    /// Called when the stream has opened.
    fn on_stream_open(&mut self) {}

    /// Called each time the subscriber polls for the next event.
    fn on_poll(&mut self) {}

    /// Called each time the stream yields an event.
    fn on_event(&mut self) {}

    /// Called once, when the call ends. `code` is the error code if the call failed.
    fn on_end(&mut self, code: Option<Code>);
}

/// Runs a call and reports its progress to `observer`. A call that is dropped after `deadline` counts as timed out.
pub(crate) async fn observe<O: CallObserver>(
    observer: O,
    deadline: Option<Instant>,
    call: impl Future<Output = CallResult>,
) -> CallResult {
    let mut observed = ObservedCall { observer, deadline, is_stream: false, is_polling: false, has_ended: false };
    match call.await {
        Ok(CallOutput::Events(events)) => {
            observed.is_stream = true;
            observed.observer.on_stream_open();
            Ok(CallOutput::Events(Box::pin(ObservedStream { events, call: observed })))
        }
        Ok(value) => {
            observed.end(None);
            Ok(value)
        }
        Err(error) => {
            observed.end(Some(error.code()));
            Err(error)
        }
    }
}

/// Call in flight. Dropping it ends the call.
struct ObservedCall<O: CallObserver> {
    observer: O,
    deadline: Option<Instant>,
    is_stream: bool,
    /// If still `true` on drop, the stream panicked while it was polled.
    is_polling: bool,
    has_ended: bool,
}

impl<O: CallObserver> ObservedCall<O> {
    fn end(&mut self, code: Option<Code>) {
        if !std::mem::replace(&mut self.has_ended, true) {
            self.observer.on_end(code);
        }
    }
}

impl<O: CallObserver> Drop for ObservedCall<O> {
    fn drop(&mut self) {
        let is_late = self.deadline.is_some_and(|deadline| deadline <= Instant::now());
        self.end(match () {
            () if self.is_polling || std::thread::panicking() => Some(Code::InternalServerError),
            // Streams usually end because the subscriber disconnects, which is not an error.
            () if self.is_stream => None,
            () if is_late => Some(Code::Timeout),
            () => Some(Code::ClientClosedRequest),
        });
    }
}

/// Events of an observed call.
struct ObservedStream<O: CallObserver> {
    events: BoxStream<'static, Result<Event, CallError>>,
    call: ObservedCall<O>,
}

impl<O: CallObserver> Stream for ObservedStream<O> {
    type Item = Result<Event, CallError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let ObservedStream { events, call } = &mut *self;
        call.observer.on_poll();
        call.is_polling = true;
        let next = call.observer.around_poll(|| events.as_mut().poll_next(cx));
        call.is_polling = false;
        match &next {
            Poll::Pending => {}
            Poll::Ready(Some(Ok(_))) => call.observer.on_event(),
            Poll::Ready(Some(Err(error))) => call.end(Some(error.code())),
            Poll::Ready(None) => call.end(None),
        }
        next
    }
}
