//! What goes around a procedure. Being refused more often, or sooner, is no other wire: clients handle it as they do already. Whether
//! a call that is repeated takes effect once is something that they rely on.

use std::time::Duration;

use super::{Change, Extent};
use isotype_contract::{Counted, Policy};

pub(super) fn compare(old: &[Policy], new: &[Policy]) -> Vec<Change> {
    let mut changes: Vec<Change> = idempotency(required(old), required(new)).into_iter().collect();
    let told = |policy: &&Policy| !matches!(policy, Policy::Idempotency { .. });
    let added = new.iter().filter(told).filter(|policy| !old.contains(policy));
    changes.extend(added.map(|policy| Change::told("policy-added", words(policy))));
    let removed = old.iter().filter(told).filter(|policy| !new.contains(policy));
    changes.extend(removed.map(|policy| Change::told("policy-removed", format!("no longer: {}", words(policy)))));
    changes
}

/// Whether a key must be sent, where one is understood.
fn required(policies: &[Policy]) -> Option<bool> {
    let find = |policy: &Policy| match policy {
        Policy::Idempotency { required, .. } => Some(*required),
        _ => None,
    };
    policies.iter().find_map(find)
}

fn idempotency(old: Option<bool>, new: Option<bool>) -> Option<Change> {
    let (code, extent, words) = match (old, new) {
        (None | Some(false), Some(true)) => {
            ("idempotency-required", Extent::Narrower, "asks for an idempotency key now")
        }
        (None, Some(false)) => {
            let words =
                "takes effect once under an idempotency key now: an old server does it again when it is repeated";
            ("idempotency-added", Extent::Wider, words)
        }
        (Some(_), None) => {
            let words = "does not know idempotency keys any more: what an old client repeats is done again";
            ("idempotency-removed", Extent::Narrower, words)
        }
        (Some(true), Some(false)) => {
            ("idempotency-optional", Extent::Wider, "does not ask for an idempotency key any more")
        }
        _ => return None,
    };
    Some(Change::new(code, extent, words))
}

fn words(policy: &Policy) -> String {
    let time = |ms: &u64| format!("{:?}", Duration::from_millis(*ms));
    match policy {
        Policy::Timeout { ms } => format!("a call is given up after {}", time(ms)),
        Policy::Shed { calls } => format!("a call is refused while {calls} are under way"),
        Policy::Rate { class, calls, ms, of } => {
            let of = match of {
                Counted::Caller => "of a caller",
                Counted::CallerAndProcedure => "of a caller to this procedure",
                Counted::Address => "from an address",
                Counted::All => "of all callers",
            };
            format!("of the class `{class}`, {calls} calls {of} are taken in {}", time(ms))
        }
        Policy::Concurrency { calls } => format!("a call waits while {calls} are under way"),
        Policy::Idempotency { ms, .. } => format!("an answer is kept for {}", time(ms)),
    }
}
