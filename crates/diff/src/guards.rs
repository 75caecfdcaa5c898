//! By what a caller shows what has to be proved. Which procedures ask for it is theirs to say.

use super::{Change, Direction, SetRelation, finding_collector::FindingCollector};
use isotype_contract::{Contract, GuardInfo, SecurityScheme};

pub(super) fn compare(old: &Contract, new: &Contract, places: &mut FindingCollector) {
    for before in &old.guards {
        let after = new.guards.iter().find(|proof| proof.name == before.name);
        if let Some(change) = after.and_then(|after| scheme(before, after)) {
            places.add(Direction::Input, format!("proof {}", before.name), None, change);
        }
    }
}

fn scheme(old: &GuardInfo, new: &GuardInfo) -> Option<Change> {
    match (&old.scheme, &new.scheme) {
        (Some(old), Some(new)) if is_same(old, new) => None,
        (Some(old), Some(new)) => {
            let words = format!("is shown by {} now, and was by {}", describe_scheme(new), describe_scheme(old));
            Some(Change::new("scheme", SetRelation::Incomparable, words))
        }
        (None, Some(new)) => {
            Some(Change::informational("scheme", format!("is said to be shown by {}", describe_scheme(new))))
        }
        (Some(_), None) => Some(Change::informational("scheme", "does not say any more by what it is shown")),
        (None, None) => None,
    }
}

/// A header's name has no case (RFC 9110, section 5.1); a cookie's has (RFC 6265, section 5.4).
fn is_same(old: &SecurityScheme, new: &SecurityScheme) -> bool {
    match (old, new) {
        (SecurityScheme::Header(old), SecurityScheme::Header(new)) => old.eq_ignore_ascii_case(new),
        _ => old == new,
    }
}

fn describe_scheme(scheme: &SecurityScheme) -> String {
    match scheme {
        SecurityScheme::Bearer => "a bearer token".to_owned(),
        SecurityScheme::Cookie(name) => format!("the cookie `{name}`"),
        SecurityScheme::Header(name) => format!("the header `{name}`"),
    }
}
