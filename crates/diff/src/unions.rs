//! One of several: variants that have names are compared by name, others by what they are.

use std::collections::HashSet;

use super::{
    Change, Direction, SetRelation, aliases,
    annotations::{self, Annotations},
    comparison::Comparison,
    untagged,
};
use isotype_contract::{Shape, Tagging, Union, Variant};

pub(super) fn compare(walk: &mut Comparison<'_>, old: &Union, new: &Union) {
    if old.tagging != new.tagging {
        let extent = variants_relation(walk, old, new);
        return walk.add(
            Change::new("tagging", extent, "its variants are told apart in another way").breaks_compilation(true),
        );
    }
    if old.tagging == Tagging::Untagged {
        return untagged::compare(walk, old, new);
    }
    let mut kept = HashSet::new();
    for variant in &old.variants {
        walk.descend(&step(&old.tagging, variant), |walk| match aliases::find(new, &variant.name, walk.direction) {
            Some(other) => {
                kept.insert(&other.name);
                aliases::compare(walk, (old, variant), (new, other));
                compare_variant(walk, variant, &aliases::with_name(other, &new.tagging, &variant.name));
            }
            None => variant_removed(walk, variant, has_catch_all(walk, new)),
        });
    }
    for variant in new.variants.iter().filter(|variant| !kept.contains(&variant.name)) {
        walk.descend(&step(&new.tagging, variant), |walk| variant_added(walk, variant, has_catch_all(walk, old)));
    }
}

pub(super) fn compare_variant(walk: &mut Comparison<'_>, old: &Variant, new: &Variant) {
    annotations::compare(&of(old), &of(new)).into_iter().for_each(|change| walk.add(change));
    walk.compare(&old.shape, &new.shape);
}

pub(super) fn variant_removed(walk: &mut Comparison<'_>, variant: &Variant, read_as_other: bool) {
    let words = match (read_as_other, variant.name.as_str()) {
        (true, name) => format!("{name:?} is read as what stands for every other now"),
        (false, "") => "is none of the variants any more".to_owned(),
        (false, name) => format!("{name:?} is gone"),
    };
    walk.add(
        Change::new("variant-removed", SetRelation::new(read_as_other, true), words)
            .breaks_compilation(walk.direction == Direction::Input),
    );
}

pub(super) fn variant_added(walk: &mut Comparison<'_>, variant: &Variant, read_as_other: bool) {
    let words = match variant.name.as_str() {
        "" => "is a new variant".to_owned(),
        name => format!("{name:?} is new"),
    };
    walk.add(Change::new("variant-added", SetRelation::new(true, read_as_other), words));
}

/// Whether every tag that is not known is read as one of the variants.
fn has_catch_all(walk: &Comparison<'_>, union: &Union) -> bool {
    walk.direction == Direction::Input && union.variants.iter().any(|variant| variant.other)
}

/// What stands behind a key has its name already.
fn step(told: &Tagging, variant: &Variant) -> String {
    match (told, &variant.shape) {
        (Tagging::External, Shape::Object(_)) => String::new(),
        _ => format!("({})", variant.name),
    }
}

/// How two unions stand to each other by what their variants are.
fn variants_relation(walk: &Comparison<'_>, old: &Union, new: &Union) -> SetRelation {
    let fits = |old: &Variant, new: &Variant| walk.relation(&old.shape, &new.shape);
    let old_are_new = old.variants.iter().all(|o| new.variants.iter().any(|n| fits(o, n).includes_old()));
    let new_are_old = new.variants.iter().all(|n| old.variants.iter().any(|o| fits(o, n).included_in_old()));
    SetRelation::new(old_are_new, new_are_old)
}

/// A union on one side, and on the other something else that may be one of its variants.
pub(super) fn compare_with_non_union(walk: &mut Comparison<'_>, old: &Shape, new: &Shape, told: (&Shape, &Shape)) {
    match (old, new) {
        // An enum of one name has become one of several, or the other way round.
        (Shape::Literal(name), Shape::Union(new)) if new.tagging == Tagging::External => {
            compare(walk, &single_literal(name), new)
        }
        (Shape::Union(old), Shape::Literal(name)) if old.tagging == Tagging::External => {
            compare(walk, old, &single_literal(name))
        }
        (_, Shape::Union(new)) => walk.add_type_change(variants_relation(walk, &single_variant(old), new), told),
        (Shape::Union(old), _) => walk.add_type_change(variants_relation(walk, old, &single_variant(new)), told),
        _ => {}
    }
}

fn single_literal(name: &str) -> Union {
    let Union { variants, .. } = single_variant(&Shape::Literal(name.to_owned()));
    let variants = variants.into_iter().map(|variant| Variant { name: name.to_owned(), ..variant });
    Union { tagging: Tagging::External, variants: variants.collect() }
}

fn single_variant(shape: &Shape) -> Union {
    let variant = Variant {
        name: String::new(),
        shape: shape.clone(),
        aliases: Vec::new(),
        other: false,
        docs: String::new(),
        deprecated: None,
    };
    Union { tagging: Tagging::Untagged, variants: vec![variant] }
}

fn of(variant: &Variant) -> Annotations<'_> {
    Annotations { docs: &variant.docs, deprecated: variant.deprecated.as_deref() }
}
