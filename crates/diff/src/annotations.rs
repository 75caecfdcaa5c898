//! Changes that only people see.

use super::{Change, SetRelation};

/// What is said of a thing beside its type.
pub(super) struct Annotations<'a> {
    pub(super) docs: &'a str,
    pub(super) deprecated: Option<&'a str>,
}

pub(super) fn compare(old: &Annotations<'_>, new: &Annotations<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.docs != new.docs {
        changes.push(Change::informational("docs", "its documentation changed"));
    }
    match (old.deprecated, new.deprecated) {
        (None, Some("")) => changes.push(Change::new("deprecated", SetRelation::Equal, "is deprecated now")),
        (None, Some(note)) => {
            changes.push(Change::new("deprecated", SetRelation::Equal, format!("is deprecated now: {note}")))
        }
        (Some(_), None) => changes.push(Change::informational("deprecated", "is not deprecated any more")),
        (old, new) if old != new => {
            changes.push(Change::informational("deprecated", "the note of its deprecation changed"))
        }
        _ => {}
    }
    changes
}
