//! Names that a variant had, under which the server still reads it.

use super::{Change, Direction, Extent, walk::Walk};
use isotype_contract::{Field, Object, Shape, Told, Union, Variant};

/// The variant of that name, or else the one that is read under it.
pub(super) fn find<'a>(union: &'a Union, name: &str, direction: Direction) -> Option<&'a Variant> {
    let named = union.variants.iter().find(|variant| variant.name == name);
    let alias = |variant: &&Variant| direction == Direction::Input && variant.aliases.iter().any(|alias| alias == name);
    named.or_else(|| union.variants.iter().find(alias))
}

/// Under which names a variant is sent and read.
pub(super) fn compare(walk: &mut Walk<'_>, (old, before): (&Union, &Variant), (new, after): (&Union, &Variant)) {
    let input = Direction::Input;
    if before.name != after.name {
        let words = format!("is called {:?} now, and still read under the old name", after.name);
        let extent = Extent::of(true, find(old, &after.name, input).is_some());
        walk.add(Change::new("variant-renamed", extent, words).recompile(true));
    }
    if walk.direction != input {
        return;
    }
    for alias in before.aliases.iter().filter(|alias| find(new, alias, input).is_none()) {
        let words = format!("is not read as {alias:?} any more");
        walk.add(Change::new("alias-removed", Extent::Narrower, words));
    }
    for alias in after.aliases.iter().filter(|alias| find(old, alias, input).is_none()) {
        walk.add(Change::new("alias-added", Extent::Same, format!("is read as {alias:?} too")));
    }
}

/// The variant as if it had that name.
pub(super) fn called(variant: &Variant, told: &Told, name: &str) -> Variant {
    let shape = match variant.name == name {
        true => variant.shape.clone(),
        false => renamed(&variant.shape, told, (&variant.name, name)),
    };
    Variant { name: name.to_owned(), shape, ..variant.clone() }
}

/// The shape with another name where it says which variant it is.
fn renamed(shape: &Shape, told: &Told, (from, to): (&str, &str)) -> Shape {
    let field = |field: &Field| match told {
        Told::Key if field.name == from => Field { name: to.to_owned(), ..field.clone() },
        Told::Tag(tag) if field.name == *tag => Field { shape: Shape::Literal(to.to_owned()), ..field.clone() },
        _ => field.clone(),
    };
    match shape {
        Shape::Literal(_) => Shape::Literal(to.to_owned()),
        Shape::Object(object) => {
            Shape::Object(Object { fields: object.fields.iter().map(field).collect(), ..object.clone() })
        }
        Shape::All(parts) => Shape::All(parts.iter().map(|part| renamed(part, told, (from, to))).collect()),
        other => other.clone(),
    }
}
