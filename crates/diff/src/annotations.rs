//! Comparison of documentation and deprecation notes.

use super::{Change, SetRelation};

/// Documentation and deprecation note of an item.
pub(super) struct Annotations<'a> {
    pub(super) docs: &'a str,
    pub(super) deprecated: Option<&'a str>,
}

pub(super) fn compare(old: &Annotations<'_>, new: &Annotations<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.docs != new.docs {
        changes.push(Change::informational("docs-changed", "documentation changed"));
    }
    match (old.deprecated, new.deprecated) {
        (None, Some("")) => changes.push(Change::new("deprecation-changed", SetRelation::Equal, "deprecated")),
        (None, Some(note)) => {
            changes.push(Change::new("deprecation-changed", SetRelation::Equal, format!("deprecated: {note}")))
        }
        (Some(_), None) => changes.push(Change::informational("deprecation-changed", "no longer deprecated")),
        (old, new) if old != new => {
            changes.push(Change::informational("deprecation-changed", "deprecation note changed"))
        }
        _ => {}
    }
    changes
}
