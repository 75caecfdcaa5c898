//! Comparison of type names. They are not sent, but callers import them.

use std::collections::HashSet;

use super::{Change, Direction, SetRelation, finding_collector::FindingCollector};
use isotype_contract::Contract;

pub(super) fn compare(
    old: &Contract,
    new: &Contract,
    matched_types: &HashSet<(String, String)>,
    findings: &mut FindingCollector,
) {
    for definition in old.types.iter().filter(|definition| new.definition(&definition.name).is_none()) {
        let renamed = matched_types.iter().filter(|(name, _)| *name == definition.name).map(|(_, name)| name).min();
        let (kind, message) = match renamed {
            Some(name) => ("type-renamed", format!("renamed to `{name}`; update imports")),
            None => ("type-removed", "removed; update imports".to_owned()),
        };
        let path = format!("type {}", definition.name);
        findings.add(Direction::Output, path, None, Change::new(kind, SetRelation::Equal, message));
    }
}
