//! Untagged unions, in which the first matching variant is read.

use super::{
    Change, Direction, SetRelation,
    comparison::Comparison,
    unions::{compare_variant, variant_added, variant_removed},
};
use isotype_contract::{Union, Variant};

pub(super) fn compare(comparison: &mut Comparison<'_>, old: &Union, new: &Union) {
    let matches = match_variants(comparison, old, new);
    for (at, variant) in old.variants.iter().enumerate() {
        comparison.descend(&format!("({at})"), |comparison| {
            match matches.get(at).copied().flatten().and_then(|at| new.variants.get(at)) {
                Some(other) => compare_variant(comparison, variant, other),
                None => variant_removed(comparison, variant, false),
            }
        });
    }
    for (at, variant) in new.variants.iter().enumerate().filter(|(at, _)| !matches.contains(&Some(*at))) {
        comparison.descend(&format!("({at})"), |comparison| variant_added(comparison, variant, false));
    }
    if comparison.direction == Direction::Input && changes_matched_variant(comparison, old, new, &matches) {
        let message = "variant order changed; a value may now match an earlier variant";
        comparison.add(Change::new("variant-order-changed", SetRelation::Incomparable, message));
    }
}

/// Returns the index of the new variant for each old one: an equal variant first, then a superset or subset.
fn match_variants(comparison: &Comparison<'_>, old: &Union, new: &Union) -> Vec<Option<usize>> {
    let extents: Vec<Vec<SetRelation>> = old.variants.iter().map(|o| relations(comparison, o, new)).collect();
    let mut matches: Vec<Option<usize>> = vec![None; old.variants.len()];
    let is_same = |extent: SetRelation| extent == SetRelation::Equal;
    let is_near = |extent: SetRelation| extent != SetRelation::Incomparable;
    for wanted in [&is_same as &dyn Fn(SetRelation) -> bool, &is_near] {
        for (at, extents) in extents.iter().enumerate() {
            if matches.get(at) == Some(&None) {
                let free = (0..new.variants.len()).filter(|other| !matches.contains(&Some(*other)));
                let found = free.into_iter().find(|other| extents.get(*other).is_some_and(|extent| wanted(*extent)));
                if let Some(partner) = matches.get_mut(at) {
                    *partner = found;
                }
            }
        }
    }
    matches
}

fn relations(comparison: &Comparison<'_>, old: &Variant, new: &Union) -> Vec<SetRelation> {
    new.variants.iter().map(|new| comparison.relation(&old.shape, &new.shape)).collect()
}

/// Returns `true` if a value may match another variant than before.
///
/// That is the case if a variant that is new, accepts more or has moved now precedes an old one with a common JSON
/// kind.
fn changes_matched_variant(comparison: &Comparison<'_>, old: &Union, new: &Union, matches: &[Option<usize>]) -> bool {
    let before = |at: usize| matches.iter().position(|partner| *partner == Some(at));
    new.variants.iter().enumerate().any(|(first, taker)| {
        let takes_more = before(first)
            .and_then(|at| old.variants.get(at))
            .is_none_or(|was| !comparison.relation(&was.shape, &taker.shape).included_in_old());
        new.variants.iter().enumerate().skip(first + 1).any(|(second, other)| {
            let moved = before(first).zip(before(second)).is_some_and(|(first, second)| first > second);
            let is_old = before(second).is_some();
            let overlap = comparison.new.json_kinds(&taker.shape).overlaps(comparison.new.json_kinds(&other.shape));
            is_old && overlap && (takes_more || moved)
        })
    })
}
