//! Names that a variant had, under which the server still reads it.

use super::{Change, Direction, SetRelation, comparison::Comparison};
use isotype_contract::{Field, Object, Shape, Tagging, Union, Variant};

/// The variant of that name, or else the one that is read under it.
pub(super) fn find<'a>(union: &'a Union, name: &str, direction: Direction) -> Option<&'a Variant> {
    let named = union.variants.iter().find(|variant| variant.name == name);
    let alias = |variant: &&Variant| direction == Direction::Input && variant.aliases.iter().any(|alias| alias == name);
    named.or_else(|| union.variants.iter().find(alias))
}

/// Under which names a variant is sent and read.
pub(super) fn compare(walk: &mut Comparison<'_>, (old, before): (&Union, &Variant), (new, after): (&Union, &Variant)) {
    let input = Direction::Input;
    if before.name != after.name {
        let words = format!("is called {:?} now, and still read under the old name", after.name);
        let extent = SetRelation::new(true, find(old, &after.name, input).is_some());
        walk.add(Change::new("variant-renamed", extent, words).breaks_compilation(true));
    }
    if walk.direction != input {
        return;
    }
    for alias in before.aliases.iter().filter(|alias| find(new, alias, input).is_none()) {
        let words = format!("is not read as {alias:?} any more");
        walk.add(Change::new("alias-removed", SetRelation::Subset, words));
    }
    for alias in after.aliases.iter().filter(|alias| find(old, alias, input).is_none()) {
        walk.add(Change::new("alias-added", SetRelation::Equal, format!("is read as {alias:?} too")));
    }
}

/// The variant as if it had that name.
pub(super) fn with_name(variant: &Variant, told: &Tagging, name: &str) -> Variant {
    let shape = match variant.name == name {
        true => variant.shape.clone(),
        false => renamed(&variant.shape, told, (&variant.name, name)),
    };
    Variant { name: name.to_owned(), shape, ..variant.clone() }
}

/// The shape with another name where it says which variant it is.
fn renamed(shape: &Shape, told: &Tagging, (from, to): (&str, &str)) -> Shape {
    let field = |field: &Field| match told {
        Tagging::External if field.name == from => Field { name: to.to_owned(), ..field.clone() },
        Tagging::Tag(tag) if field.name == *tag => Field { shape: Shape::Literal(to.to_owned()), ..field.clone() },
        _ => field.clone(),
    };
    match shape {
        Shape::Literal(_) => Shape::Literal(to.to_owned()),
        Shape::Object(object) => {
            Shape::Object(Object { fields: object.fields.iter().map(field).collect(), ..object.clone() })
        }
        Shape::Intersection(parts) => {
            Shape::Intersection(parts.iter().map(|part| renamed(part, told, (from, to))).collect())
        }
        other => other.clone(),
    }
}
