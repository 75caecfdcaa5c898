//! Former variant names that the server still accepts.

use super::{Change, Direction, SetRelation, comparison::Comparison};
use isotype_contract::{Field, Object, Shape, Tagging, Union, Variant};

/// Returns the variant with the given name or, in inputs, the given alias.
pub(super) fn find<'a>(union: &'a Union, name: &str, direction: Direction) -> Option<&'a Variant> {
    let named = union.variants.iter().find(|variant| variant.name == name);
    let alias = |variant: &&Variant| direction == Direction::Input && variant.aliases.iter().any(|alias| alias == name);
    named.or_else(|| union.variants.iter().find(alias))
}

/// Compares the names and aliases of a variant.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    (old, before): (&Union, &Variant),
    (new, after): (&Union, &Variant),
) {
    if before.name != after.name {
        let message = format!("renamed to {:?}; the old name is still accepted", after.name);
        let relation = SetRelation::new(true, find(old, &after.name, Direction::Input).is_some());
        comparison.add(Change::new("variant-rename", relation, message).breaks_compilation(true));
    }
    if comparison.direction != Direction::Input {
        return;
    }
    for alias in before.aliases.iter().filter(|alias| find(new, alias, Direction::Input).is_none()) {
        let message = format!("no longer accepts the name {alias:?}");
        comparison.add(Change::new("alias-removed", SetRelation::Subset, message));
    }
    for alias in after.aliases.iter().filter(|alias| find(old, alias, Direction::Input).is_none()) {
        comparison.add(Change::new("alias-added", SetRelation::Equal, format!("also accepts the name {alias:?}")));
    }
}

/// Returns the variant with its name replaced by `name`.
pub(super) fn with_name(variant: &Variant, tagging: &Tagging, name: &str) -> Variant {
    let shape = match variant.name == name {
        true => variant.shape.clone(),
        false => rename(&variant.shape, tagging, (&variant.name, name)),
    };
    Variant { name: name.to_owned(), shape, ..variant.clone() }
}

/// Returns the shape of a variant with the variant's name replaced.
fn rename(shape: &Shape, tagging: &Tagging, (from, to): (&str, &str)) -> Shape {
    let field = |field: &Field| match tagging {
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
            Shape::Intersection(parts.iter().map(|part| rename(part, tagging, (from, to))).collect())
        }
        other => other.clone(),
    }
}
