//! What goes around a procedure. Being refused more often, or sooner, is no other wire: clients handle it as they do already. Whether
//! a call that is repeated takes effect once is something that they rely on.

use std::time::Duration;

use super::{Change, SetRelation};
use isotype_contract::{Policy, RateLimitKey};

pub(super) fn compare(old: &[Policy], new: &[Policy]) -> Vec<Change> {
    let mut changes: Vec<Change> =
        idempotency(idempotency_required(old), idempotency_required(new)).into_iter().collect();
    let told = |policy: &&Policy| !matches!(policy, Policy::Idempotency { .. });
    let added = new.iter().filter(told).filter(|policy| !old.contains(policy));
    changes.extend(added.map(|policy| Change::informational("policy-added", describe_policy(policy))));
    let removed = old.iter().filter(told).filter(|policy| !new.contains(policy));
    changes.extend(
        removed
            .map(|policy| Change::informational("policy-removed", format!("no longer: {}", describe_policy(policy)))),
    );
    changes
}

/// Whether a key must be sent, where one is understood.
fn idempotency_required(policies: &[Policy]) -> Option<bool> {
    let find = |policy: &Policy| match policy {
        Policy::Idempotency { required, .. } => Some(*required),
        _ => None,
    };
    policies.iter().find_map(find)
}

fn idempotency(old: Option<bool>, new: Option<bool>) -> Option<Change> {
    let (code, extent, words) = match (old, new) {
        (None | Some(false), Some(true)) => {
            ("idempotency-required", SetRelation::Subset, "asks for an idempotency key now")
        }
        (None, Some(false)) => {
            let words =
                "takes effect once under an idempotency key now: an old server does it again when it is repeated";
            ("idempotency-added", SetRelation::Superset, words)
        }
        (Some(_), None) => {
            let words = "does not know idempotency keys any more: what an old client repeats is done again";
            ("idempotency-removed", SetRelation::Subset, words)
        }
        (Some(true), Some(false)) => {
            ("idempotency-optional", SetRelation::Superset, "does not ask for an idempotency key any more")
        }
        _ => return None,
    };
    Some(Change::new(code, extent, words))
}

fn describe_policy(policy: &Policy) -> String {
    let time = |ms: &u64| format!("{:?}", Duration::from_millis(*ms));
    match policy {
        Policy::Timeout { ttl_ms: ms } => format!("a call is given up after {}", time(ms)),
        Policy::LoadShed { max_calls: calls } => format!("a call is refused while {calls} are under way"),
        Policy::RateLimit { name: class, max_calls: calls, period_ms: ms, key: of } => {
            let of = match of {
                RateLimitKey::Caller => "of a caller",
                RateLimitKey::CallerAndProcedure => "of a caller to this procedure",
                RateLimitKey::Ip => "from an address",
                RateLimitKey::Global => "of all callers",
            };
            format!("of the class `{class}`, {calls} calls {of} are taken in {}", time(ms))
        }
        Policy::Concurrency { max_calls: calls } => format!("a call waits while {calls} are under way"),
        Policy::Idempotency { ms, .. } => format!("an answer is kept for {}", time(ms)),
    }
}
