//! Comparison of untagged unions. A value is read as the first variant that matches.

use super::{
    Change, Direction, SetRelation,
    comparison::Comparison,
    variants::{compare_variant, variant_added, variant_removed},
};
use isotype_contract::{Union, Variant};

pub(super) fn compare(comparison: &mut Comparison<'_>, old: &Union, new: &Union) {
    let matches = match_variants(comparison, old, new);
    for (index, variant) in old.variants.iter().enumerate() {
        comparison.descend(&format!("({index})"), |comparison| {
            match matches.get(index).copied().flatten().and_then(|other| new.variants.get(other)) {
                Some(other) => compare_variant(comparison, variant, other),
                None => variant_removed(comparison, variant, false),
            }
        });
    }
    for (index, variant) in new.variants.iter().enumerate().filter(|(index, _)| !matches.contains(&Some(*index))) {
        comparison.descend(&format!("({index})"), |comparison| variant_added(comparison, variant, false));
    }
    if comparison.direction == Direction::Input && changes_matched_variant(comparison, old, new, &matches) {
        let message = "variant order changed; a value may now match an earlier variant";
        comparison.add(Change::new("variant-order-changed", SetRelation::Incomparable, message));
    }
}

/// Returns the index of the matching new variant for each old variant. Equal variants take precedence over supersets
/// and subsets.
fn match_variants(comparison: &Comparison<'_>, old: &Union, new: &Union) -> Vec<Option<usize>> {
    let relations: Vec<Vec<SetRelation>> = old.variants.iter().map(|old| relations_to(comparison, old, new)).collect();
    let mut matches: Vec<Option<usize>> = vec![None; old.variants.len()];
    let is_equal = |relation: SetRelation| relation == SetRelation::Equal;
    let is_comparable = |relation: SetRelation| relation != SetRelation::Incomparable;
    for is_match in [&is_equal as &dyn Fn(SetRelation) -> bool, &is_comparable] {
        for (index, row) in relations.iter().enumerate() {
            if matches.get(index) == Some(&None) {
                let free = (0..new.variants.len()).filter(|other| !matches.contains(&Some(*other)));
                let found = free.into_iter().find(|other| row.get(*other).is_some_and(|relation| is_match(*relation)));
                if let Some(matched) = matches.get_mut(index) {
                    *matched = found;
                }
            }
        }
    }
    matches
}

fn relations_to(comparison: &Comparison<'_>, old: &Variant, new: &Union) -> Vec<SetRelation> {
    new.variants.iter().map(|new| comparison.relation(&old.shape, &new.shape)).collect()
}

/// Returns `true` if a value may match a different variant than before.
///
/// This is the case if a variant that was added, moved or widened now precedes an old variant, and both allow the same
/// JSON kind.
fn changes_matched_variant(comparison: &Comparison<'_>, old: &Union, new: &Union, matches: &[Option<usize>]) -> bool {
    let old_index = |index: usize| matches.iter().position(|matched| *matched == Some(index));
    new.variants.iter().enumerate().any(|(first, variant)| {
        let accepts_more = old_index(first)
            .and_then(|index| old.variants.get(index))
            .is_none_or(|old| !comparison.relation(&old.shape, &variant.shape).included_in_old());
        new.variants.iter().enumerate().skip(first + 1).any(|(second, later)| {
            let has_moved = old_index(first).zip(old_index(second)).is_some_and(|(first, second)| first > second);
            let is_old = old_index(second).is_some();
            let overlap = comparison.new.json_kinds(&variant.shape).overlaps(comparison.new.json_kinds(&later.shape));
            is_old && overlap && (accepts_more || has_moved)
        })
    })
}
