//! By what a caller shows what has to be proved. Which procedures ask for it is theirs to say.

use super::{Change, Direction, Extent, places::Places};
use isotype_contract::{Contract, Proof, Scheme};

pub(super) fn compare(old: &Contract, new: &Contract, places: &mut Places) {
    for before in &old.proofs {
        let after = new.proofs.iter().find(|proof| proof.name == before.name);
        if let Some(change) = after.and_then(|after| scheme(before, after)) {
            places.add(Direction::Input, format!("proof {}", before.name), None, change);
        }
    }
}

fn scheme(old: &Proof, new: &Proof) -> Option<Change> {
    match (&old.scheme, &new.scheme) {
        (Some(old), Some(new)) if is_same(old, new) => None,
        (Some(old), Some(new)) => {
            let words = format!("is shown by {} now, and was by {}", told(new), told(old));
            Some(Change::new("scheme", Extent::Other, words))
        }
        (None, Some(new)) => Some(Change::told("scheme", format!("is said to be shown by {}", told(new)))),
        (Some(_), None) => Some(Change::told("scheme", "does not say any more by what it is shown")),
        (None, None) => None,
    }
}

/// A header's name has no case (RFC 9110, section 5.1); a cookie's has (RFC 6265, section 5.4).
fn is_same(old: &Scheme, new: &Scheme) -> bool {
    match (old, new) {
        (Scheme::Header(old), Scheme::Header(new)) => old.eq_ignore_ascii_case(new),
        _ => old == new,
    }
}

fn told(scheme: &Scheme) -> String {
    match scheme {
        Scheme::Bearer => "a bearer token".to_owned(),
        Scheme::Cookie(name) => format!("the cookie `{name}`"),
        Scheme::Header(name) => format!("the header `{name}`"),
    }
}
