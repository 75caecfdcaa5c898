//! Socket timers: keep-alive, expiry, idle timeout and close deadline.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use futures_util::FutureExt;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::endpoint::WebSocketTimeouts;

/// All timers of a socket, sharing one `Sleep`.
///
/// The `Sleep` is reset only when it fires or when an earlier deadline is set, so messages need not reset it.
pub(super) struct SocketTimers {
    timeouts: WebSocketTimeouts,
    timer: Pin<Box<Sleep>>,
    /// Time of the last message from the client.
    last_received: Instant,
    /// Time of the last ping, unless a message has arrived since.
    ping_sent: Option<Instant>,
    /// Time of the last call or event.
    last_used: Instant,
    /// Expiry of the client's authorization.
    expires_at: Option<Instant>,
    /// Time at which a closing socket is closed even if calls are still in flight.
    close_deadline: Option<Instant>,
}

/// Timer that fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    Ping,
    PongTimeout,
    Expired,
    Idle,
    CloseDeadline,
}

impl SocketTimers {
    pub(super) fn new(timeouts: WebSocketTimeouts) -> SocketTimers {
        let now = Instant::now();
        let timer = Box::pin(sleep_until(now + timeouts.ping_interval.min(timeouts.idle_timeout)));
        SocketTimers {
            timeouts,
            timer,
            last_received: now,
            ping_sent: None,
            last_used: now,
            expires_at: None,
            close_deadline: None,
        }
    }

    /// Records a message from the client.
    pub(super) fn on_received(&mut self) {
        self.last_received = Instant::now();
        self.ping_sent = None;
    }

    /// Records a call or an event.
    pub(super) fn on_used(&mut self) {
        self.last_used = Instant::now();
    }

    /// Sets the expiry of the client's authorization.
    pub(super) fn set_expiry(&mut self, expires_at: Option<SystemTime>) {
        let remaining = expires_at.map(|time| time.duration_since(SystemTime::now()).unwrap_or_default());
        self.expires_at = remaining.and_then(|remaining| Instant::now().checked_add(remaining));
    }

    /// Sets the close deadline to `timeout` from now and cancels the expiry.
    pub(super) fn set_close_deadline(&mut self, timeout: Duration) {
        self.expires_at = None;
        self.close_deadline = Some(Instant::now() + timeout);
    }

    /// Polls for the next timer to fire. While `is_busy`, the idle timeout does not apply.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>, is_busy: bool) -> Poll<Due> {
        loop {
            let (at, due) = self.next(is_busy);
            if at < self.timer.deadline() {
                self.timer.as_mut().reset(at);
            }
            if self.timer.poll_unpin(cx).is_pending() {
                return Poll::Pending;
            }
            let now = Instant::now();
            if at > now {
                self.timer.as_mut().reset(at);
                continue;
            }
            if due == Due::Ping {
                self.ping_sent = Some(now);
            }
            return Poll::Ready(due);
        }
    }

    /// Returns the next deadline and the timer it belongs to.
    fn next(&self, is_busy: bool) -> (Instant, Due) {
        let keep_alive = match self.ping_sent {
            None => (self.last_received + self.timeouts.ping_interval, Due::Ping),
            Some(sent) => (sent + self.timeouts.pong_timeout, Due::PongTimeout),
        };
        let idle = (!is_busy).then(|| (self.last_used + self.timeouts.idle_timeout, Due::Idle));
        let expired = self.expires_at.map(|at| (at, Due::Expired));
        let close = self.close_deadline.map(|at| (at, Due::CloseDeadline));
        [idle, expired, close].into_iter().flatten().fold(keep_alive, |a, b| if b.0 < a.0 { b } else { a })
    }
}
