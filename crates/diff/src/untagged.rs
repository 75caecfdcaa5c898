//! Unions whose variants have no names: the first that fits is meant.

use super::{
    Change, Direction, SetRelation,
    comparison::Comparison,
    unions::{compare_variant, variant_added, variant_removed},
};
use isotype_contract::{Union, Variant};

pub(super) fn compare(walk: &mut Comparison<'_>, old: &Union, new: &Union) {
    let partners = match_variants(walk, old, new);
    for (at, variant) in old.variants.iter().enumerate() {
        walk.descend(&format!("({at})"), |walk| {
            match partners.get(at).copied().flatten().and_then(|at| new.variants.get(at)) {
                Some(other) => compare_variant(walk, variant, other),
                None => variant_removed(walk, variant, false),
            }
        });
    }
    for (at, variant) in new.variants.iter().enumerate().filter(|(at, _)| !partners.contains(&Some(*at))) {
        walk.descend(&format!("({at})"), |walk| variant_added(walk, variant, false));
    }
    if walk.direction == Direction::Input && changes_matched_variant(walk, old, new, &partners) {
        let words = "what was read as one variant may be read as another now, which stands before it";
        walk.add(Change::new("variant-order", SetRelation::Incomparable, words));
    }
}

/// Where each old variant stands in the new union: the same one first, then one that it became.
fn match_variants(walk: &Comparison<'_>, old: &Union, new: &Union) -> Vec<Option<usize>> {
    let extents: Vec<Vec<SetRelation>> = old.variants.iter().map(|o| relations(walk, o, new)).collect();
    let mut partners: Vec<Option<usize>> = vec![None; old.variants.len()];
    let is_same = |extent: SetRelation| extent == SetRelation::Equal;
    let is_near = |extent: SetRelation| extent != SetRelation::Incomparable;
    for wanted in [&is_same as &dyn Fn(SetRelation) -> bool, &is_near] {
        for (at, extents) in extents.iter().enumerate() {
            if partners.get(at) == Some(&None) {
                let free = (0..new.variants.len()).filter(|other| !partners.contains(&Some(*other)));
                let found = free.into_iter().find(|other| extents.get(*other).is_some_and(|extent| wanted(*extent)));
                if let Some(partner) = partners.get_mut(at) {
                    *partner = found;
                }
            }
        }
    }
    partners
}

fn relations(walk: &Comparison<'_>, old: &Variant, new: &Union) -> Vec<SetRelation> {
    new.variants.iter().map(|new| walk.relation(&old.shape, &new.shape)).collect()
}

/// Whether a variant that is new, or takes more than it did, or has moved, stands before another that reads the same JSON.
fn changes_matched_variant(walk: &Comparison<'_>, old: &Union, new: &Union, partners: &[Option<usize>]) -> bool {
    let before = |at: usize| partners.iter().position(|partner| *partner == Some(at));
    new.variants.iter().enumerate().any(|(first, taker)| {
        let takes_more = before(first)
            .and_then(|at| old.variants.get(at))
            .is_none_or(|was| !walk.relation(&was.shape, &taker.shape).included_in_old());
        new.variants.iter().enumerate().skip(first + 1).any(|(second, other)| {
            let moved = before(first).zip(before(second)).is_some_and(|(first, second)| first > second);
            let is_old = before(second).is_some();
            let overlap = walk.new.json_kinds(&taker.shape).overlaps(walk.new.json_kinds(&other.shape));
            is_old && overlap && (takes_more || moved)
        })
    })
}
