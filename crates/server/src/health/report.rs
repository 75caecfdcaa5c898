//! JSON body of readiness responses.

use std::collections::BTreeMap;

use serde::Serialize;

/// Readiness state of the process.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Status {
    Live,
    Ready,
    Starting,
    Draining,
    Down,
}

/// Result of one check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum CheckStatus {
    Up,
    Down,
}

/// Body of a health response.
#[derive(Clone, Debug, Serialize)]
pub(super) struct HealthReport {
    status: Status,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    checks: BTreeMap<String, CheckStatus>,
}

impl HealthReport {
    pub(super) fn live() -> HealthReport {
        HealthReport::without_checks(Status::Live)
    }

    pub(super) fn starting() -> HealthReport {
        HealthReport::without_checks(Status::Starting)
    }

    pub(super) fn draining() -> HealthReport {
        HealthReport::without_checks(Status::Draining)
    }

    pub(super) fn from_checks(checks: Vec<(String, bool)>) -> HealthReport {
        let status = if checks.iter().all(|(_, passes)| *passes) { Status::Ready } else { Status::Down };
        let check_status = |passes| if passes { CheckStatus::Up } else { CheckStatus::Down };
        HealthReport { status, checks: checks.into_iter().map(|(name, passes)| (name, check_status(passes))).collect() }
    }

    pub(super) fn is_ready(&self) -> bool {
        self.status == Status::Ready
    }

    fn without_checks(status: Status) -> HealthReport {
        HealthReport { status, checks: BTreeMap::new() }
    }
}
