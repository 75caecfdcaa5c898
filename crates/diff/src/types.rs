//! The names of types, which are nothing on the wire, but are imported.

use std::collections::HashSet;

use super::{Change, Direction, SetRelation, finding_collector::FindingCollector};
use isotype_contract::Contract;

pub(super) fn compare(
    old: &Contract,
    new: &Contract,
    names: &HashSet<(String, String)>,
    places: &mut FindingCollector,
) {
    for definition in old.types.iter().filter(|definition| new.definition(&definition.name).is_none()) {
        let renamed = names.iter().filter(|(name, _)| *name == definition.name).map(|(_, now)| now).min();
        let (code, words) = match renamed {
            Some(now) => ("type-renamed", format!("is called `{now}` now: who imports it by name has to follow")),
            None => ("type-removed", "has no name any more: who imports it has to follow".to_owned()),
        };
        let path = format!("type {}", definition.name);
        places.add(Direction::Output, path, None, Change::new(code, SetRelation::Equal, words));
    }
}
