//! Flag that skips polls without a preceding wake-up.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::AcqRel},
    },
    task::{Context, Poll, Wake, Waker},
};

use futures_util::task::AtomicWaker;

/// Polls an operation only if it was woken since it last returned `Pending`.
///
/// Needless polls are costly: reading from a socket clears its buffer even if no bytes have arrived.
pub(super) struct WakeFlag {
    state: Arc<State>,
    waker: Waker,
}

struct State {
    is_signaled: AtomicBool,
    task: AtomicWaker,
}

impl WakeFlag {
    pub(super) fn new() -> WakeFlag {
        let state = Arc::new(State { is_signaled: AtomicBool::new(true), task: AtomicWaker::new() });
        WakeFlag { waker: state.clone().into(), state }
    }

    /// Polls the operation if it was woken since it last returned `Pending`.
    pub(super) fn poll<T>(&self, cx: &Context<'_>, poll: impl FnOnce(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
        self.state.task.register(cx.waker());
        if !self.state.is_signaled.swap(false, AcqRel) {
            return Poll::Pending;
        }
        let polled = poll(&mut Context::from_waker(&self.waker));
        if polled.is_ready() {
            self.state.is_signaled.swap(true, AcqRel);
        }
        polled
    }
}

impl Wake for State {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.is_signaled.swap(true, AcqRel) {
            self.task.wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn polls_pending_operations_only_after_a_wake_up() {
        let (flag, cx) = (WakeFlag::new(), Context::from_waker(Waker::noop()));
        let mut inner = None;
        let pending = |inner: &mut Option<Waker>| {
            flag.poll(&cx, |cx| {
                *inner = Some(cx.waker().clone());
                Poll::<()>::Pending
            })
        };
        assert!(pending(&mut inner).is_pending());
        let waker = inner.take().expect("the operation is polled");
        assert!(pending(&mut inner).is_pending() && inner.is_none(), "not woken");
        waker.wake();
        for _ in 0..2 {
            assert!(flag.poll(&cx, |_| Poll::Ready(())).is_ready(), "polled again after it was ready");
        }
    }
}
