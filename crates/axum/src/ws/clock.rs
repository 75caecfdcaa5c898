//! What time does to a socket: it is asked whether its client lives, expires, or has been idle for too long.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::{Duration, SystemTime},
};

use futures_util::FutureExt;
use tokio::time::{Instant, Sleep, sleep_until};

use super::settings::Settings;

/// All times of a socket on one timer, which moves only when it fires or something is due earlier: messages cost it
/// nothing.
pub(super) struct Clock {
    settings: Settings,
    timer: Pin<Box<Sleep>>,
    /// When the client last said anything.
    heard: Instant,
    /// When it was asked whether it lives, if it has said nothing since.
    asked: Option<Instant>,
    /// When it last wanted anything.
    used: Instant,
    /// Until when what it proved holds.
    expires: Option<Instant>,
    /// When a socket that is being closed is closed whatever it still does.
    last_call: Option<Instant>,
}

/// What is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Due {
    Ask,
    Dead,
    Expired,
    Idle,
    LastCall,
}

impl Clock {
    pub(super) fn new(settings: Settings) -> Clock {
        let now = Instant::now();
        let timer = Box::pin(sleep_until(now + settings.silence.min(settings.idle)));
        Clock { settings, timer, heard: now, asked: None, used: now, expires: None, last_call: None }
    }

    /// The client lives.
    pub(super) fn heard(&mut self) {
        self.heard = Instant::now();
        self.asked = None;
    }

    /// The socket is of use.
    pub(super) fn used(&mut self) {
        self.used = Instant::now();
    }

    /// What the client proved holds until then.
    pub(super) fn expires(&mut self, at: Option<SystemTime>) {
        let left = at.map(|at| at.duration_since(SystemTime::now()).unwrap_or_default());
        self.expires = left.and_then(|left| Instant::now().checked_add(left));
    }

    /// The socket is closed after so long at the latest, and nothing else matters.
    pub(super) fn last_call(&mut self, limit: Duration) {
        self.expires = None;
        self.last_call = Some(Instant::now() + limit);
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
            if due == Due::Ask {
                self.asked = Some(now);
            }
            return Poll::Ready(due);
        }
    }

    /// What is due next, and when.
    fn next(&self, is_busy: bool) -> (Instant, Due) {
        let alive = match self.asked {
            None => (self.heard + self.settings.silence, Due::Ask),
            Some(asked) => (asked + self.settings.patience, Due::Dead),
        };
        let idle = (!is_busy).then(|| (self.used + self.settings.idle, Due::Idle));
        let expired = self.expires.map(|at| (at, Due::Expired));
        let last_call = self.last_call.map(|at| (at, Due::LastCall));
        [idle, expired, last_call].into_iter().flatten().fold(alive, |a, b| if b.0 < a.0 { b } else { a })
    }
}
