//! Objects whose members have names.

use super::{
    Change, Direction, SetRelation,
    annotations::{self, Annotations},
    comparison::Comparison,
    members::{self, Member, accepts_name},
};
use isotype_contract::{Field, Object, Shape};

pub(super) fn compare(walk: &mut Comparison<'_>, old: &Object, new: &Object) {
    for member in members::pair(old, new, walk.direction) {
        match member {
            Member::Matched(field, other) => walk.descend(&format!(".{}", field.name), |walk| {
                let others = (old.additional.is_some(), new.additional.is_some());
                names(walk, field, other, others);
                both(walk, field, other);
            }),
            Member::Removed(field) => {
                walk.descend(&format!(".{}", field.name), |walk| removed(walk, field, new.additional.as_deref()))
            }
            Member::Added(field) => {
                walk.descend(&format!(".{}", field.name), |walk| added(walk, field, old.additional.as_deref()))
            }
            Member::Merged(field, other) => walk.descend(&format!(".{}", field.name), |walk| {
                let words = format!("is another name for `{}` now: who sends both is refused", other.name);
                walk.add(Change::new("field-merged", SetRelation::Incomparable, words));
            }),
        }
    }
    additional(walk, old.additional.as_deref(), new.additional.as_deref());
    if walk.direction == Direction::Input && old.deny_unknown_fields != new.deny_unknown_fields {
        let words = if new.deny_unknown_fields {
            "refuses other members now, and ignored them"
        } else {
            "ignores other members now"
        };
        walk.add(Change::informational("closed", words));
    }
}

/// Under which names it is sent and read. Where an object has members of any name, one of them may have the new name already, and
/// who sends a member by two names is refused.
fn names(walk: &mut Comparison<'_>, old: &Field, new: &Field, (old_others, new_others): (bool, bool)) {
    if old.name != new.name {
        let words = format!("is called `{}` now, and still read under the old name", new.name);
        let extent = SetRelation::new(!old_others, accepts_name(old, &new.name));
        walk.add(Change::new("field-renamed", extent, words).breaks_compilation(true));
    }
    if walk.direction == Direction::Output {
        return;
    }
    for alias in old.aliases.iter().filter(|alias| !accepts_name(new, alias)) {
        let words = format!("is not read as `{alias}` any more");
        walk.add(Change::new("alias-removed", SetRelation::new(false, !new_others), words));
    }
    for alias in new.aliases.iter().filter(|alias| !accepts_name(old, alias)) {
        walk.add(Change::new("alias-added", SetRelation::new(!old_others, true), format!("is read as `{alias}` too")));
    }
}

fn both(walk: &mut Comparison<'_>, old: &Field, new: &Field) {
    match (old.optional, new.optional) {
        (true, false) => {
            walk.add(Change::new("field-required", SetRelation::Subset, "must be there now and could be left out"));
        }
        (false, true) => {
            walk.add(Change::new("field-optional", SetRelation::Superset, "may be left out now"));
        }
        _ => {}
    }
    annotations::compare(&of(old), &of(new)).into_iter().for_each(|change| walk.add(change));
    walk.compare_with_rules((&old.shape, &old.rules), (&new.shape, &new.rules));
}

fn removed(walk: &mut Comparison<'_>, old: &Field, rest: Option<&Shape>) {
    let change = match (walk.direction, rest) {
        (Direction::Input, None) => {
            let words = "is gone: what a client sends there is ignored, or refused where unknown fields are";
            Change::new("field-removed", SetRelation::new(false, old.optional), words)
        }
        (Direction::Input, Some(rest)) => {
            let kept = walk.relation(&old.shape, rest).includes_old();
            Change::new("field-removed", SetRelation::new(kept, false), "is one of the other members now")
        }
        (Direction::Output, rest) => {
            let extent = rest.map_or(SetRelation::Equal, |rest| walk.relation(&old.shape, rest));
            let words = if old.optional { "is never sent any more" } else { "is gone, and clients count on it" };
            Change::new(
                "field-removed",
                SetRelation::new(extent.includes_old(), old.optional && extent.included_in_old()),
                words,
            )
        }
    };
    walk.add(change.breaks_compilation(true));
}

fn added(walk: &mut Comparison<'_>, new: &Field, rest: Option<&Shape>) {
    let change = match (walk.direction, rest) {
        (Direction::Input, None) => {
            let words = if new.optional { "may be sent: an old server ignores it" } else { "is new and must be sent" };
            Change::new("field-added", SetRelation::new(new.optional, false), words)
        }
        (Direction::Input, Some(rest)) => {
            let extent = walk.relation(rest, &new.shape);
            let fits = new.optional && new.aliases.is_empty() && extent.includes_old();
            Change::new("field-added", SetRelation::new(fits, extent.included_in_old()), "was one of the other members")
        }
        (Direction::Output, rest) => {
            let fits = rest.is_none_or(|rest| walk.relation(rest, &new.shape).included_in_old());
            let words = if new.optional { "may be sent now" } else { "is new: an old server does not send it" };
            Change::new("field-added", SetRelation::new(new.optional && rest.is_none(), fits), words)
        }
    };
    walk.add(change);
}

/// Members beside those that are named.
fn additional(walk: &mut Comparison<'_>, old: Option<&Shape>, new: Option<&Shape>) {
    let is_read = walk.direction == Direction::Input;
    walk.descend(".*", |walk| match (old, new) {
        (Some(old), Some(new)) => walk.compare(old, new),
        (Some(_), None) => {
            let words = "no other members are read or sent any more";
            walk.add(Change::new("rest-removed", SetRelation::new(!is_read, true), words).breaks_compilation(true));
        }
        (None, Some(_)) => {
            walk.add(Change::new("rest-added", SetRelation::new(true, !is_read), "may have other members too"));
        }
        (None, None) => {}
    });
}

fn of(field: &Field) -> Annotations<'_> {
    Annotations { docs: &field.docs, deprecated: field.deprecated.as_deref() }
}
