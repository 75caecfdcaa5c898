//! Changes to variants that were matched, removed or added.

use super::{
    Change, Direction, SetRelation,
    annotations::{self, Annotations},
    comparison::Comparison,
};
use isotype_contract::Variant;

/// Compares two matching variants.
pub(super) fn compare_variant(comparison: &mut Comparison<'_>, old: &Variant, new: &Variant) {
    annotations::compare(&annotations_of(old), &annotations_of(new))
        .into_iter()
        .for_each(|change| comparison.add(change));
    comparison.compare(&old.shape, &new.shape);
}

/// Reports a removed variant. `read_as_other` is `true` if its tag is read as another variant.
pub(super) fn variant_removed(comparison: &mut Comparison<'_>, variant: &Variant, read_as_other: bool) {
    let message = match (read_as_other, variant.name.as_str()) {
        (true, name) => format!("{name:?} removed; now read as the `other` variant"),
        (false, "") => "variant removed".to_owned(),
        (false, name) => format!("variant {name:?} removed"),
    };
    comparison.add(
        Change::new("variant-removed", SetRelation::new(read_as_other, true), message)
            .breaks_compilation(comparison.direction == Direction::Input),
    );
}

/// Reports an added variant. `read_as_other` is `true` if old servers read its tag as another variant.
pub(super) fn variant_added(comparison: &mut Comparison<'_>, variant: &Variant, read_as_other: bool) {
    let message = match variant.name.as_str() {
        "" => "variant added".to_owned(),
        name => format!("variant {name:?} added"),
    };
    comparison.add(Change::new("variant-added", SetRelation::new(true, read_as_other), message));
}

fn annotations_of(variant: &Variant) -> Annotations<'_> {
    Annotations { docs: &variant.docs, deprecated: variant.deprecated.as_deref() }
}
