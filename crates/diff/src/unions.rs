//! One of several: variants that have names are compared by name, others by what they are.

use std::collections::HashSet;

use super::{
    Change, Direction, Extent, aliases, fitting,
    notes::{self, Notes},
    walk::Walk,
};
use isotype_contract::{Shape, Told, Union, Variant};

pub(super) fn compare(walk: &mut Walk<'_>, old: &Union, new: &Union) {
    if old.told != new.told {
        let extent = each_in_any(walk, old, new);
        return walk.add(Change::new("tagging", extent, "its variants are told apart in another way").recompile(true));
    }
    if old.told == Told::Fit {
        return fitting::compare(walk, old, new);
    }
    let mut kept = HashSet::new();
    for variant in &old.variants {
        walk.at(&step(&old.told, variant), |walk| match aliases::find(new, &variant.name, walk.direction) {
            Some(other) => {
                kept.insert(&other.name);
                aliases::compare(walk, (old, variant), (new, other));
                both(walk, variant, &aliases::called(other, &new.told, &variant.name));
            }
            None => removed(walk, variant, reads_others(walk, new)),
        });
    }
    for variant in new.variants.iter().filter(|variant| !kept.contains(&variant.name)) {
        walk.at(&step(&new.told, variant), |walk| added(walk, variant, reads_others(walk, old)));
    }
}

pub(super) fn both(walk: &mut Walk<'_>, old: &Variant, new: &Variant) {
    notes::compare(&of(old), &of(new)).into_iter().for_each(|change| walk.add(change));
    walk.compare(&old.shape, &new.shape);
}

pub(super) fn removed(walk: &mut Walk<'_>, variant: &Variant, read_as_other: bool) {
    let words = match (read_as_other, variant.name.as_str()) {
        (true, name) => format!("{name:?} is read as what stands for every other now"),
        (false, "") => "is none of the variants any more".to_owned(),
        (false, name) => format!("{name:?} is gone"),
    };
    walk.add(
        Change::new("variant-removed", Extent::of(read_as_other, true), words)
            .recompile(walk.direction == Direction::Input),
    );
}

pub(super) fn added(walk: &mut Walk<'_>, variant: &Variant, read_as_other: bool) {
    let words = match variant.name.as_str() {
        "" => "is a new variant".to_owned(),
        name => format!("{name:?} is new"),
    };
    walk.add(Change::new("variant-added", Extent::of(true, read_as_other), words));
}

/// Whether every tag that is not known is read as one of the variants.
fn reads_others(walk: &Walk<'_>, union: &Union) -> bool {
    walk.direction == Direction::Input && union.variants.iter().any(|variant| variant.other)
}

/// What stands behind a key has its name already.
fn step(told: &Told, variant: &Variant) -> String {
    match (told, &variant.shape) {
        (Told::Key, Shape::Object(_)) => String::new(),
        _ => format!("({})", variant.name),
    }
}

/// How two unions stand to each other by what their variants are.
fn each_in_any(walk: &Walk<'_>, old: &Union, new: &Union) -> Extent {
    let fits = |old: &Variant, new: &Variant| walk.extent(&old.shape, &new.shape);
    let old_are_new = old.variants.iter().all(|o| new.variants.iter().any(|n| fits(o, n).old_are_new()));
    let new_are_old = new.variants.iter().all(|n| old.variants.iter().any(|o| fits(o, n).new_are_old()));
    Extent::of(old_are_new, new_are_old)
}

/// A union on one side, and on the other something else that may be one of its variants.
pub(super) fn beside(walk: &mut Walk<'_>, old: &Shape, new: &Shape, told: (&Shape, &Shape)) {
    match (old, new) {
        // An enum of one name has become one of several, or the other way round.
        (Shape::Literal(name), Shape::Union(new)) if new.told == Told::Key => compare(walk, &alone(name), new),
        (Shape::Union(old), Shape::Literal(name)) if old.told == Told::Key => compare(walk, old, &alone(name)),
        (_, Shape::Union(new)) => walk.became(each_in_any(walk, &only(old), new), told),
        (Shape::Union(old), _) => walk.became(each_in_any(walk, old, &only(new)), told),
        _ => {}
    }
}

fn alone(name: &str) -> Union {
    let Union { variants, .. } = only(&Shape::Literal(name.to_owned()));
    let variants = variants.into_iter().map(|variant| Variant { name: name.to_owned(), ..variant });
    Union { told: Told::Key, variants: variants.collect() }
}

fn only(shape: &Shape) -> Union {
    let variant = Variant {
        name: String::new(),
        shape: shape.clone(),
        aliases: Vec::new(),
        other: false,
        docs: String::new(),
        deprecated: None,
    };
    Union { told: Told::Fit, variants: vec![variant] }
}

fn of(variant: &Variant) -> Notes<'_> {
    Notes { docs: &variant.docs, deprecated: variant.deprecated.as_deref() }
}
