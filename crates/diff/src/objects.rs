//! Objects whose members have names.

use super::{
    Change, Direction, Extent,
    members::{self, Member, reads},
    notes::{self, Notes},
    walk::Walk,
};
use isotype_contract::{Field, Object, Shape};

pub(super) fn compare(walk: &mut Walk<'_>, old: &Object, new: &Object) {
    for member in members::pair(old, new, walk.direction) {
        match member {
            Member::Both(field, other) => walk.at(&format!(".{}", field.name), |walk| {
                let others = (old.rest.is_some(), new.rest.is_some());
                names(walk, field, other, others);
                both(walk, field, other);
            }),
            Member::Gone(field) => walk.at(&format!(".{}", field.name), |walk| gone(walk, field, new.rest.as_deref())),
            Member::Added(field) => {
                walk.at(&format!(".{}", field.name), |walk| added(walk, field, old.rest.as_deref()))
            }
            Member::Merged(field, other) => walk.at(&format!(".{}", field.name), |walk| {
                let words = format!("is another name for `{}` now: who sends both is refused", other.name);
                walk.add(Change::new("field-merged", Extent::Other, words));
            }),
        }
    }
    rest(walk, old.rest.as_deref(), new.rest.as_deref());
    if walk.direction == Direction::Input && old.closed != new.closed {
        let words =
            if new.closed { "refuses other members now, and ignored them" } else { "ignores other members now" };
        walk.add(Change::told("closed", words));
    }
}

/// Under which names it is sent and read. Where an object has members of any name, one of them may have the new name already, and
/// who sends a member by two names is refused.
fn names(walk: &mut Walk<'_>, old: &Field, new: &Field, (old_others, new_others): (bool, bool)) {
    if old.name != new.name {
        let words = format!("is called `{}` now, and still read under the old name", new.name);
        let extent = Extent::of(!old_others, reads(old, &new.name));
        walk.add(Change::new("field-renamed", extent, words).recompile(true));
    }
    if walk.direction == Direction::Output {
        return;
    }
    for alias in old.aliases.iter().filter(|alias| !reads(new, alias)) {
        let words = format!("is not read as `{alias}` any more");
        walk.add(Change::new("alias-removed", Extent::of(false, !new_others), words));
    }
    for alias in new.aliases.iter().filter(|alias| !reads(old, alias)) {
        walk.add(Change::new("alias-added", Extent::of(!old_others, true), format!("is read as `{alias}` too")));
    }
}

fn both(walk: &mut Walk<'_>, old: &Field, new: &Field) {
    match (old.optional, new.optional) {
        (true, false) => {
            walk.add(Change::new("field-required", Extent::Narrower, "must be there now and could be left out"));
        }
        (false, true) => {
            walk.add(Change::new("field-optional", Extent::Wider, "may be left out now"));
        }
        _ => {}
    }
    notes::compare(&of(old), &of(new)).into_iter().for_each(|change| walk.add(change));
    walk.compare_kept((&old.shape, &old.rules), (&new.shape, &new.rules));
}

fn gone(walk: &mut Walk<'_>, old: &Field, rest: Option<&Shape>) {
    let change = match (walk.direction, rest) {
        (Direction::Input, None) => {
            let words = "is gone: what a client sends there is ignored, or refused where unknown fields are";
            Change::new("field-removed", Extent::of(false, old.optional), words)
        }
        (Direction::Input, Some(rest)) => {
            let kept = walk.extent(&old.shape, rest).old_are_new();
            Change::new("field-removed", Extent::of(kept, false), "is one of the other members now")
        }
        (Direction::Output, rest) => {
            let extent = rest.map_or(Extent::Same, |rest| walk.extent(&old.shape, rest));
            let words = if old.optional { "is never sent any more" } else { "is gone, and clients count on it" };
            Change::new("field-removed", Extent::of(extent.old_are_new(), old.optional && extent.new_are_old()), words)
        }
    };
    walk.add(change.recompile(true));
}

fn added(walk: &mut Walk<'_>, new: &Field, rest: Option<&Shape>) {
    let change = match (walk.direction, rest) {
        (Direction::Input, None) => {
            let words = if new.optional { "may be sent: an old server ignores it" } else { "is new and must be sent" };
            Change::new("field-added", Extent::of(new.optional, false), words)
        }
        (Direction::Input, Some(rest)) => {
            let extent = walk.extent(rest, &new.shape);
            let fits = new.optional && new.aliases.is_empty() && extent.old_are_new();
            Change::new("field-added", Extent::of(fits, extent.new_are_old()), "was one of the other members")
        }
        (Direction::Output, rest) => {
            let fits = rest.is_none_or(|rest| walk.extent(rest, &new.shape).new_are_old());
            let words = if new.optional { "may be sent now" } else { "is new: an old server does not send it" };
            Change::new("field-added", Extent::of(new.optional && rest.is_none(), fits), words)
        }
    };
    walk.add(change);
}

/// Members beside those that are named.
fn rest(walk: &mut Walk<'_>, old: Option<&Shape>, new: Option<&Shape>) {
    let is_read = walk.direction == Direction::Input;
    walk.at(".*", |walk| match (old, new) {
        (Some(old), Some(new)) => walk.compare(old, new),
        (Some(_), None) => {
            let words = "no other members are read or sent any more";
            walk.add(Change::new("rest-removed", Extent::of(!is_read, true), words).recompile(true));
        }
        (None, Some(_)) => {
            walk.add(Change::new("rest-added", Extent::of(true, !is_read), "may have other members too"));
        }
        (None, None) => {}
    });
}

fn of(field: &Field) -> Notes<'_> {
    Notes { docs: &field.docs, deprecated: field.deprecated.as_deref() }
}
