//! Comparison of a procedure's policies.
//!
//! Stricter limits do not break clients, because they must already handle such rejections. Idempotency is different:
//! clients rely on it when they retry a call.

use std::time::Duration;

use super::{Change, SetRelation};
use isotype_contract::{Policy, RateLimitKey};

pub(super) fn compare(old: &[Policy], new: &[Policy]) -> Vec<Change> {
    let mut changes: Vec<Change> =
        compare_idempotency(idempotency_required(old), idempotency_required(new)).into_iter().collect();
    let is_limit = |policy: &&Policy| !matches!(policy, Policy::Idempotency { .. });
    let added = new.iter().filter(is_limit).filter(|policy| !old.contains(policy));
    changes.extend(added.map(|policy| Change::informational("policy-added", describe_policy(policy))));
    let removed = old.iter().filter(is_limit).filter(|policy| !new.contains(policy));
    changes.extend(
        removed.map(|policy| {
            Change::informational("policy-removed", format!("removed policy: {}", describe_policy(policy)))
        }),
    );
    changes
}

/// Returns `Some(true)` if an idempotency key is required, `Some(false)` if it is optional, and `None` if keys are not
/// supported.
fn idempotency_required(policies: &[Policy]) -> Option<bool> {
    let required = |policy: &Policy| match policy {
        Policy::Idempotency { required, .. } => Some(*required),
        _ => None,
    };
    policies.iter().find_map(required)
}

fn compare_idempotency(old: Option<bool>, new: Option<bool>) -> Option<Change> {
    let (kind, relation, message) = match (old, new) {
        (None | Some(false), Some(true)) => {
            ("idempotency-required", SetRelation::Subset, "now requires an idempotency key")
        }
        (None, Some(false)) => {
            let message = "now supports idempotency keys; old servers execute retries again";
            ("idempotency-added", SetRelation::Superset, message)
        }
        (Some(_), None) => {
            let message = "no longer supports idempotency keys; retries by old clients are executed again";
            ("idempotency-removed", SetRelation::Subset, message)
        }
        (Some(true), Some(false)) => {
            ("idempotency-optional", SetRelation::Superset, "no longer requires an idempotency key")
        }
        _ => return None,
    };
    Some(Change::new(kind, relation, message))
}

fn describe_policy(policy: &Policy) -> String {
    let duration = |ms: &u64| format!("{:?}", Duration::from_millis(*ms));
    match policy {
        Policy::Timeout { ms } => format!("timeout after {}", duration(ms)),
        Policy::LoadShed { max_calls } => format!("load shedding at {max_calls} calls in flight"),
        Policy::RateLimit { name, max_calls, period_ms, key } => {
            let key = match key {
                RateLimitKey::Caller => "per caller",
                RateLimitKey::CallerAndProcedure => "per caller to this procedure",
                RateLimitKey::Ip => "per IP address",
                RateLimitKey::Global => "in total",
                _ => "per key",
            };
            format!("rate limit `{name}`: {max_calls} calls {key} per {}", duration(period_ms))
        }
        Policy::Concurrency { max_calls } => format!("concurrency limit of {max_calls} calls"),
        Policy::Idempotency { ttl_ms, .. } => format!("responses are stored for {}", duration(ttl_ms)),
        policy => format!("{policy:?}"),
    }
}
