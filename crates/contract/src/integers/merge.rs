//! Objects that nothing tells apart, as one.

use std::collections::BTreeSet;

use super::node::ObjectMembers;

/// The members of whichever of them an object is; nothing when a member is in one of them what it is not in another.
pub(super) fn merge_members(objects: Vec<ObjectMembers>) -> Option<ObjectMembers> {
    objects.into_iter().try_fold(ObjectMembers::default(), |all, other| both(&all, &other))
}

fn both(one: &ObjectMembers, other: &ObjectMembers) -> Option<ObjectMembers> {
    let names: BTreeSet<&String> = one.named.keys().chain(other.named.keys()).collect();
    let named = names.into_iter().map(|name| Some((name.clone(), agreed(one.get(name), other.get(name))??)));
    let named = named.collect::<Option<_>>()?;
    Some(ObjectMembers { named, additional: agreed(one.additional, other.additional)? })
}

/// What both say, or the one that says something.
fn agreed(one: Option<usize>, other: Option<usize>) -> Option<Option<usize>> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => None,
        _ => Some(one.or(other)),
    }
}
