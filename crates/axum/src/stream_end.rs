//! Reasons for the server to end a stream.

use std::time::{Instant, SystemTime};

use tokio::time::timeout_at;

use crate::Drain;

/// Reason for the server to end a stream.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StreamEnd {
    /// The server is shutting down.
    Drained,
    /// The authorization has expired.
    Expired,
    /// The stream has reached its maximum duration.
    TimedOut,
}

/// Waits until the server drains, the authorization expires or the deadline passes, whichever happens first.
pub(crate) async fn wait(drain: Drain, expires_at: Option<SystemTime>, deadline: Option<Instant>) -> StreamEnd {
    let remaining = |time: SystemTime| time.duration_since(SystemTime::now()).unwrap_or_default();
    let expires_at = expires_at.and_then(|time| Instant::now().checked_add(remaining(time)));
    let times = [(expires_at, StreamEnd::Expired), (deadline, StreamEnd::TimedOut)].into_iter();
    let Some((at, reason)) = times.filter_map(|(at, reason)| Some((at?, reason))).min_by_key(|(at, _)| *at) else {
        drain.started().await;
        return StreamEnd::Drained;
    };
    timeout_at(at.into(), drain.started()).await.map_or(reason, |()| StreamEnd::Drained)
}
