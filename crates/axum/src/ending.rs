//! When a stream is ended by the server, and why.

use std::time::{Instant, SystemTime};

use tokio::time::timeout_at;

use crate::Drain;

/// Why it ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Ending {
    /// The server stops.
    Drained,
    /// What was proved no longer holds.
    Expired,
    /// Its time is over.
    Over,
}

/// Resolves when the server drains, what was proved no longer holds, or the time is `over`.
pub(crate) async fn of_stream(drain: Drain, proved: Option<SystemTime>, over: Option<Instant>) -> Ending {
    let left = |until: SystemTime| until.duration_since(SystemTime::now()).unwrap_or_default();
    let proved = proved.and_then(|until| Instant::now().checked_add(left(until)));
    let times = [(proved, Ending::Expired), (over, Ending::Over)].into_iter();
    let Some((at, why)) = times.filter_map(|(at, why)| Some((at?, why))).min_by_key(|(at, _)| *at) else {
        drain.begun().await;
        return Ending::Drained;
    };
    timeout_at(at.into(), drain.begun()).await.map_or(why, |()| Ending::Drained)
}
