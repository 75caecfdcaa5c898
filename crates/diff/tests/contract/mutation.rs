//! Random edits of shapes, similar to those that developers make.

use isotype_contract::{Field, Object, Scalar, Shape, Tagging, Union, Variant};
use proptest::{prelude::*, sample::Index, sample::select};

use super::arbitrary::{NAMES, SCALARS, externally_tagged, field, internally_tagged, variant};

/// Random edit: its position, kind and parameters.
#[derive(Clone, Debug)]
pub(crate) struct Mutation {
    position: Index,
    kind: Index,
    part: Index,
    scalar: Scalar,
    name: &'static str,
}

pub(crate) fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let one = (any::<Index>(), any::<Index>(), any::<Index>(), select(SCALARS), select(NAMES))
        .prop_map(|(position, kind, part, scalar, name)| Mutation { position, kind, part, scalar, name });
    proptest::collection::vec(one, 1..3)
}

impl Mutation {
    pub(crate) fn apply(&self, shape: &Shape) -> Shape {
        let mut parts = 0;
        shape.visit(&mut |_| parts += 1);
        let mut left = self.position.index(parts);
        self.edit_at(shape, &mut left)
    }

    fn edit_at(&self, shape: &Shape, left: &mut usize) -> Shape {
        if *left == 0 {
            *left = usize::MAX;
            return self.edit(shape);
        }
        *left -= 1;
        let mut next = |part: &Shape| self.edit_at(part, left);
        let mut boxed = |part: &Shape| Box::new(next(part));
        match shape {
            Shape::Literal(_) | Shape::Parameter(_) | Shape::Scalar(_) | Shape::Type { .. } => shape.clone(),
            Shape::List(item) => Shape::List(boxed(item)),
            Shape::Array { length, item } => Shape::Array { length: *length, item: boxed(item) },
            Shape::Nullable(inner) => Shape::Nullable(boxed(inner)),
            Shape::Deferred(inner) => Shape::Deferred(boxed(inner)),
            Shape::Tuple(parts) => Shape::Tuple(parts.iter().map(next).collect()),
            Shape::Intersection(parts) => Shape::Intersection(parts.iter().map(next).collect()),
            Shape::Map { key, value } => Shape::Map { key: boxed(key), value: boxed(value) },
            Shape::Entries { key, value } => Shape::Entries { key: boxed(key), value: boxed(value) },
            Shape::Object(object) => {
                let fields = object.fields.iter().map(|field| Field { shape: next(&field.shape), ..field.clone() });
                let fields = fields.collect();
                Shape::Object(Object {
                    fields,
                    additional: object.additional.as_deref().map(|shape| Box::new(next(shape))),
                    deny_unknown_fields: false,
                })
            }
            Shape::Union(union) => {
                let mut changed = union.clone();
                changed.variants.iter_mut().for_each(|variant| variant.shape = next(&variant.shape));
                Shape::Union(changed)
            }
        }
    }

    /// Applies the edit to this shape itself, not to an inner one.
    fn edit(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Object(object) if self.kind.index(8) > 0 => Shape::Object(self.object(object)),
            Shape::Union(union) if self.kind.index(8) > 0 => Shape::Union(self.union(union)),
            Shape::Nullable(inner) if self.kind.index(2) == 0 && !matches!(**inner, Shape::Type { .. }) => {
                (**inner).clone()
            }
            Shape::List(item) => Shape::Array { length: 2, item: item.clone() },
            Shape::Array { item, .. } if self.kind.index(2) == 0 => Shape::List(item.clone()),
            Shape::Array { length, item } => Shape::Tuple(vec![(**item).clone(); *length]),
            Shape::Tuple(parts) if parts.len() > 1 => Shape::Tuple(parts[..parts.len() - 1].to_vec()),
            other => match self.kind.index(5) {
                0 => Shape::Nullable(Box::new(other.clone())),
                1 => Shape::List(Box::new(other.clone())),
                2 => Shape::Union(Union {
                    tagging: Tagging::Untagged,
                    variants: vec![variant("", other.clone()), variant("", self.scalar.into())],
                }),
                _ => self.scalar.into(),
            },
        }
    }

    fn object(&self, object: &Object) -> Object {
        let mut changed = object.clone();
        let at = self.part.index(changed.fields.len().max(1));
        let is_free = changed.fields.iter().all(|field| field.name != self.name);
        match self.kind.index(8) {
            1 | 2 => changed.fields.iter_mut().skip(at).take(1).for_each(|field| field.optional = !field.optional),
            3 if at < changed.fields.len() => drop(changed.fields.remove(at)),
            4 | 5 if is_free => changed.fields.push(field(self.name, self.scalar.into(), self.part.index(2) == 0)),
            6 if is_free => changed.fields.iter_mut().skip(at).take(1).for_each(|field| {
                let old = std::mem::replace(&mut field.name, self.name.to_owned());
                field.aliases.retain(|alias| alias != self.name);
                field.aliases.push(old);
            }),
            _ if changed.additional.is_none() => changed.additional = Some(Box::new(self.scalar.into())),
            _ => changed.additional = None,
        }
        changed
    }

    fn union(&self, union: &Union) -> Union {
        let mut changed = union.clone();
        let at = self.part.index(changed.variants.len());
        let is_free = changed.variants.iter().all(|variant| variant.name != self.name);
        match (self.kind.index(8), &union.tagging) {
            (0, Tagging::External | Tagging::Tag(_)) if is_free => {
                let old = changed.variants.swap_remove(at);
                let renamed = match &union.tagging {
                    Tagging::External => externally_tagged(self.name.to_owned(), payload(&old)),
                    _ => internally_tagged(self.name.to_owned(), payload(&old)),
                };
                let mut aliases = old.aliases;
                aliases.retain(|alias| alias != self.name);
                changed.variants.push(Variant { aliases: [aliases, vec![old.name]].concat(), ..renamed });
            }
            (1..=2, _) if changed.variants.len() > 1 => drop(changed.variants.remove(at)),
            (3, _) => changed.variants.reverse(),
            (4, Tagging::Tag(_)) => changed.tagging = Tagging::Untagged,
            (_, Tagging::External) if is_free => {
                changed.variants.push(externally_tagged(self.name.to_owned(), self.scalar.into()))
            }
            (_, Tagging::Tag(_)) if is_free => {
                changed.variants.push(internally_tagged(self.name.to_owned(), self.scalar.into()))
            }
            (_, Tagging::Untagged) => changed.variants.insert(at, variant("", self.scalar.into())),
            _ => {}
        }
        changed
    }
}

/// Returns the contents of a variant without its tag.
fn payload(variant: &Variant) -> Shape {
    let content = match &variant.shape {
        Shape::Object(object) => object.fields.last().filter(|field| field.name != "t"),
        _ => None,
    };
    content.map_or(Scalar::Null.into(), |field| field.shape.clone())
}
