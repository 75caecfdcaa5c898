//! What time does to a socket: it is asked whether its client lives, expires, or has been idle for too long.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use futures_util::FutureExt;
use tokio::time::{Instant, Sleep, sleep_until};

use super::timeouts::WebSocketTimeouts;

/// All times of a socket on one timer, which moves only when it fires or something is due earlier: messages cost it
/// nothing.
pub(super) struct SocketTimers {
    timeouts: WebSocketTimeouts,
    timer: Pin<Box<Sleep>>,
    /// When the client last said anything.
    last_received: Instant,
    /// When it was asked whether it lives, if it has said nothing since.
    ping_sent: Option<Instant>,
    /// When it last wanted anything.
    last_used: Instant,
    /// Until when what it proved holds.
    expires_at: Option<Instant>,
    /// When a socket that is being closed is closed whatever it still does.
    close_deadline: Option<Instant>,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    Ping,
    PongTimeout,
    Expired,
    Idle,
    CloseDeadline,
}

impl SocketTimers {
    pub(super) fn new(settings: WebSocketTimeouts) -> SocketTimers {
        let now = Instant::now();
        let timer = Box::pin(sleep_until(now + settings.ping_interval.min(settings.idle_timeout)));
        SocketTimers {
            timeouts: settings,
            timer,
            last_received: now,
            ping_sent: None,
            last_used: now,
            expires_at: None,
            close_deadline: None,
        }
    }

    /// The client lives.
    pub(super) fn on_received(&mut self) {
        self.last_received = Instant::now();
        self.ping_sent = None;
    }

    /// The socket is of use.
    pub(super) fn on_used(&mut self) {
        self.last_used = Instant::now();
    }

    /// What the client proved holds until then.
    pub(super) fn set_expiry(&mut self, at: Option<SystemTime>) {
        let left = at.map(|at| at.duration_since(SystemTime::now()).unwrap_or_default());
        self.expires_at = left.and_then(|left| Instant::now().checked_add(left));
    }

    /// The socket is closed after so long at the latest, and nothing else matters.
    pub(super) fn set_close_deadline(&mut self, limit: Duration) {
        self.expires_at = None;
        self.close_deadline = Some(Instant::now() + limit);
    }

    /// Resolves when something is due; a socket that is busy is not idle.
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

    /// What is due next, and when.
    fn next(&self, is_busy: bool) -> (Instant, Due) {
        let alive = match self.ping_sent {
            None => (self.last_received + self.timeouts.ping_interval, Due::Ping),
            Some(asked) => (asked + self.timeouts.pong_timeout, Due::PongTimeout),
        };
        let idle = (!is_busy).then(|| (self.last_used + self.timeouts.idle_timeout, Due::Idle));
        let expired = self.expires_at.map(|at| (at, Due::Expired));
        let last_call = self.close_deadline.map(|at| (at, Due::CloseDeadline));
        [idle, expired, last_call].into_iter().flatten().fold(alive, |a, b| if b.0 < a.0 { b } else { a })
    }
}
