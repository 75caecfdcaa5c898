//! Objects that nothing tells apart, as one.

use std::collections::BTreeSet;

use super::place::Members;

/// The members of whichever of them an object is; nothing when a member is in one of them what it is not in another.
pub(super) fn merged(objects: Vec<Members>) -> Option<Members> {
    objects.into_iter().try_fold(Members::default(), |all, other| both(&all, &other))
}

fn both(one: &Members, other: &Members) -> Option<Members> {
    let names: BTreeSet<&String> = one.named.keys().chain(other.named.keys()).collect();
    let named = names.into_iter().map(|name| Some((name.clone(), agreed(one.get(name), other.get(name))??)));
    let named = named.collect::<Option<_>>()?;
    Some(Members { named, rest: agreed(one.rest, other.rest)? })
}

/// What both say, or the one that says something.
fn agreed(one: Option<usize>, other: Option<usize>) -> Option<Option<usize>> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => None,
        _ => Some(one.or(other)),
    }
}
