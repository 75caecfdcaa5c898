//! What is told to whoever asks.

use std::collections::BTreeMap;

use serde::Serialize;

/// How the process is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Live,
    Ready,
    Starting,
    Draining,
    Down,
}

/// How one thing is that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Up,
    Down,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Report {
    status: Status,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    checks: BTreeMap<String, State>,
}

impl Report {
    pub(super) fn alive() -> Report {
        Report::bare(Status::Live)
    }

    pub(super) fn starting() -> Report {
        Report::bare(Status::Starting)
    }

    pub(super) fn draining() -> Report {
        Report::bare(Status::Draining)
    }

    pub(super) fn of(checks: Vec<(String, bool)>) -> Report {
        let status = if checks.iter().all(|(_, passes)| *passes) { Status::Ready } else { Status::Down };
        let state = |passes| if passes { State::Up } else { State::Down };
        Report { status, checks: checks.into_iter().map(|(name, passes)| (name, state(passes))).collect() }
    }

    pub(super) fn is_ready(&self) -> bool {
        self.status == Status::Ready
    }

    fn bare(status: Status) -> Report {
        Report { status, checks: BTreeMap::new() }
    }
}
