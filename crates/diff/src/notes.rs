//! Changes that only people see.

use super::{Change, Extent};

/// What is said of a thing beside its type.
pub(super) struct Notes<'a> {
    pub(super) docs: &'a str,
    pub(super) deprecated: Option<&'a str>,
}

pub(super) fn compare(old: &Notes<'_>, new: &Notes<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.docs != new.docs {
        changes.push(Change::told("docs", "its documentation changed"));
    }
    match (old.deprecated, new.deprecated) {
        (None, Some("")) => changes.push(Change::new("deprecated", Extent::Same, "is deprecated now")),
        (None, Some(note)) => {
            changes.push(Change::new("deprecated", Extent::Same, format!("is deprecated now: {note}")))
        }
        (Some(_), None) => changes.push(Change::told("deprecated", "is not deprecated any more")),
        (old, new) if old != new => changes.push(Change::told("deprecated", "the note of its deprecation changed")),
        _ => {}
    }
    changes
}
