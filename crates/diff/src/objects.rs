//! Comparison of objects with named fields.

use super::{
    Change, Direction, SetRelation,
    annotations::{self, Annotations},
    comparison::Comparison,
    members::{self, Member, accepts_name},
};
use isotype_contract::{Field, Object, Shape};

impl Comparison<'_> {
    /// Compares two objects field by field.
    pub(super) fn compare_objects(&mut self, old: &Object, new: &Object) {
        for member in members::pair(old, new, self.direction) {
            match member {
                Member::Matched(field, other) => self.descend(&format!(".{}", field.name), |comparison| {
                    let have_additional = (old.additional.is_some(), new.additional.is_some());
                    compare_names(comparison, field, other, have_additional);
                    compare_field(comparison, field, other);
                }),
                Member::Removed(field) => self.descend(&format!(".{}", field.name), |comparison| {
                    removed(comparison, field, new.additional.as_deref())
                }),
                Member::Added(field) => self.descend(&format!(".{}", field.name), |comparison| {
                    added(comparison, field, old.additional.as_deref())
                }),
                Member::Merged(field, other) => self.descend(&format!(".{}", field.name), |comparison| {
                    let message = format!("now an alias of `{}`; sending both is rejected", other.name);
                    comparison.add(Change::new("field-merged", SetRelation::Incomparable, message));
                }),
            }
        }
        compare_additional(self, old.additional.as_deref(), new.additional.as_deref());
        if self.direction == Direction::Input && old.deny_unknown_fields != new.deny_unknown_fields {
            let message = if new.deny_unknown_fields {
                "now rejects unknown fields; they were ignored"
            } else {
                "now ignores unknown fields"
            };
            self.add(Change::informational("unknown-fields-changed", message));
        }
    }
}

/// Compares the names and aliases of a field.
///
/// In an object with additional fields, clients may already send the new name as an additional field. The server
/// rejects a field that is sent under two names.
fn compare_names(
    comparison: &mut Comparison<'_>,
    old: &Field,
    new: &Field,
    (old_additional, new_additional): (bool, bool),
) {
    if old.name != new.name {
        let message = format!("renamed to `{}`; the old name is still accepted", new.name);
        let relation = SetRelation::new(!old_additional, accepts_name(old, &new.name));
        comparison.add(Change::new("field-renamed", relation, message).breaks_compilation(true));
    }
    if comparison.direction == Direction::Output {
        return;
    }
    for alias in old.aliases.iter().filter(|alias| !accepts_name(new, alias)) {
        let message = format!("no longer accepts the name `{alias}`");
        comparison.add(Change::new("alias-removed", SetRelation::new(false, !new_additional), message));
    }
    for alias in new.aliases.iter().filter(|alias| !accepts_name(old, alias)) {
        comparison.add(Change::new(
            "alias-added",
            SetRelation::new(!old_additional, true),
            format!("also accepts the name `{alias}`"),
        ));
    }
}

fn compare_field(comparison: &mut Comparison<'_>, old: &Field, new: &Field) {
    match (old.optional, new.optional) {
        (true, false) => {
            comparison.add(Change::new("field-required", SetRelation::Subset, "now required; was optional"));
        }
        (false, true) => {
            comparison.add(Change::new("field-optional", SetRelation::Superset, "now optional"));
        }
        _ => {}
    }
    annotations::compare(&annotations_of(old), &annotations_of(new))
        .into_iter()
        .for_each(|change| comparison.add(change));
    comparison.compare_with_rules((&old.shape, &old.rules), (&new.shape, &new.rules));
}

fn removed(comparison: &mut Comparison<'_>, old: &Field, additional: Option<&Shape>) {
    let change = match (comparison.direction, additional) {
        (Direction::Input, None) => {
            let message = "removed; values that clients send are ignored, or rejected where unknown fields are denied";
            Change::new("field-removed", SetRelation::new(false, old.optional), message)
        }
        (Direction::Input, Some(additional)) => {
            let includes_old = comparison.relation(&old.shape, additional).includes_old();
            Change::new(
                "field-removed",
                SetRelation::new(includes_old, false),
                "removed; now covered by the additional fields",
            )
        }
        (Direction::Output, additional) => {
            let relation = additional.map_or(SetRelation::Equal, |shape| comparison.relation(&old.shape, shape));
            let message = if old.optional { "no longer sent" } else { "removed; clients expect it" };
            Change::new(
                "field-removed",
                SetRelation::new(relation.includes_old(), old.optional && relation.included_in_old()),
                message,
            )
        }
    };
    comparison.add(change.breaks_compilation(true));
}

fn added(comparison: &mut Comparison<'_>, new: &Field, additional: Option<&Shape>) {
    let change = match (comparison.direction, additional) {
        (Direction::Input, None) => {
            let message = if new.optional { "added as optional; old servers ignore it" } else { "added as required" };
            Change::new("field-added", SetRelation::new(new.optional, false), message)
        }
        (Direction::Input, Some(additional)) => {
            let relation = comparison.relation(additional, &new.shape);
            let includes_old = new.optional && new.aliases.is_empty() && relation.includes_old();
            let message = "added; was covered by the additional fields";
            Change::new("field-added", SetRelation::new(includes_old, relation.included_in_old()), message)
        }
        (Direction::Output, additional) => {
            let included_in_old =
                additional.is_none_or(|shape| comparison.relation(shape, &new.shape).included_in_old());
            let message = if new.optional { "added as optional" } else { "added; old servers do not send it" };
            Change::new("field-added", SetRelation::new(new.optional && additional.is_none(), included_in_old), message)
        }
    };
    comparison.add(change);
}

/// Compares the shapes of additional fields.
fn compare_additional(comparison: &mut Comparison<'_>, old: Option<&Shape>, new: Option<&Shape>) {
    let is_input = comparison.direction == Direction::Input;
    comparison.descend(".*", |comparison| match (old, new) {
        (Some(old), Some(new)) => comparison.compare(old, new),
        (Some(_), None) => {
            let message = "no longer has additional fields";
            comparison.add(
                Change::new("additional-fields-removed", SetRelation::new(!is_input, true), message)
                    .breaks_compilation(true),
            );
        }
        (None, Some(_)) => {
            comparison.add(Change::new(
                "additional-fields-added",
                SetRelation::new(true, !is_input),
                "now has additional fields",
            ));
        }
        (None, None) => {}
    });
}

fn annotations_of(field: &Field) -> Annotations<'_> {
    Annotations { docs: &field.docs, deprecated: field.deprecated.as_deref() }
}
