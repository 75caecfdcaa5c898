//! When a stream is ended by the server, and why.

use std::time::{Instant, SystemTime};

use tokio::time::timeout_at;

use crate::Drain;

/// Why it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum StreamEnd {
    /// The server stops.
    Drained,
    /// What was proved no longer holds.
    Expired,
    /// Its time is over.
    TimedOut,
}

/// Resolves when the server drains, what was proved no longer holds, or the time is `over`.
pub(crate) async fn wait(drain: Drain, proved: Option<SystemTime>, over: Option<Instant>) -> StreamEnd {
    let left = |until: SystemTime| until.duration_since(SystemTime::now()).unwrap_or_default();
    let proved = proved.and_then(|until| Instant::now().checked_add(left(until)));
    let times = [(proved, StreamEnd::Expired), (over, StreamEnd::TimedOut)].into_iter();
    let Some((at, why)) = times.filter_map(|(at, why)| Some((at?, why))).min_by_key(|(at, _)| *at) else {
        drain.started().await;
        return StreamEnd::Drained;
    };
    timeout_at(at.into(), drain.started()).await.map_or(why, |()| StreamEnd::Drained)
}
