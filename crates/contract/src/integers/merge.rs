//! Merging of the members of objects that cannot be told apart.

use std::collections::BTreeSet;

use super::node::ObjectMembers;

/// Merges the members of all objects. Returns `None` if two objects disagree about a member.
pub(super) fn merge_members(objects: Vec<ObjectMembers>) -> Option<ObjectMembers> {
    objects.into_iter().try_fold(ObjectMembers::default(), |merged, object| merge_two(&merged, &object))
}

fn merge_two(a: &ObjectMembers, b: &ObjectMembers) -> Option<ObjectMembers> {
    let names: BTreeSet<&String> = a.named.keys().chain(b.named.keys()).collect();
    let named = names.into_iter().map(|name| Some((name.clone(), merge_index(a.get(name), b.get(name))??)));
    let named = named.collect::<Option<_>>()?;
    Some(ObjectMembers { named, additional: merge_index(a.additional, b.additional)? })
}

/// Returns the common index, or the only one present. The outer `None` signals a conflict.
fn merge_index(a: Option<usize>, b: Option<usize>) -> Option<Option<usize>> {
    match (a, b) {
        (Some(a), Some(b)) if a != b => None,
        _ => Some(a.or(b)),
    }
}
