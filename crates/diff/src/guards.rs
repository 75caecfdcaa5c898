//! Comparison of guards' security schemes. The list of guards that a procedure requires is compared in `procedures`.

use super::{Change, Direction, SetRelation, finding_collector::FindingCollector};
use isotype_contract::{Contract, GuardInfo, SecurityScheme};

pub(super) fn compare(old: &Contract, new: &Contract, findings: &mut FindingCollector) {
    for before in &old.guards {
        let after = new.guards.iter().find(|guard| guard.name == before.name);
        if let Some(change) = after.and_then(|after| compare_scheme(before, after)) {
            findings.add(Direction::Input, format!("guard {}", before.name), None, change);
        }
    }
}

fn compare_scheme(old: &GuardInfo, new: &GuardInfo) -> Option<Change> {
    match (&old.scheme, &new.scheme) {
        (Some(old), Some(new)) if is_same(old, new) => None,
        (Some(old), Some(new)) => {
            let message = format!("security scheme changed from {} to {}", describe_scheme(old), describe_scheme(new));
            Some(Change::new("security-scheme-changed", SetRelation::Incomparable, message))
        }
        (None, Some(new)) => Some(Change::informational(
            "security-scheme-changed",
            format!("security scheme documented as {}", describe_scheme(new)),
        )),
        (Some(_), None) => {
            Some(Change::informational("security-scheme-changed", "security scheme no longer documented"))
        }
        (None, None) => None,
    }
}

/// Returns `true` if the schemes are equal. Header names are case-insensitive (RFC 9110, section 5.1); cookie names are
/// not (RFC 6265, section 5.4).
fn is_same(old: &SecurityScheme, new: &SecurityScheme) -> bool {
    match (old, new) {
        (SecurityScheme::Header(old), SecurityScheme::Header(new)) => old.eq_ignore_ascii_case(new),
        _ => old == new,
    }
}

fn describe_scheme(scheme: &SecurityScheme) -> String {
    match scheme {
        SecurityScheme::Bearer => "bearer token".to_owned(),
        SecurityScheme::Cookie(name) => format!("cookie `{name}`"),
        SecurityScheme::Header(name) => format!("header `{name}`"),
        _ => "another scheme".to_owned(),
    }
}
