use serde::{Deserialize, Serialize};

use crate::{Definition, GuardInfo, IntegerEncoding, Object, Procedure, Shape};

/// A whole API, as data: everything generated reads this and nothing else. Made by
/// `Registry::finish`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// What becomes of wide integers.
    pub integers: IntegerEncoding,
    /// What the procedures require to be proved, sorted by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<GuardInfo>,
    /// The procedures, sorted by name.
    pub procedures: Vec<Procedure>,
    /// The named types that they use, sorted by name.
    pub types: Vec<Definition>,
}

impl Contract {
    /// The named type of that name.
    #[must_use]
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        let at = self.types.binary_search_by(|definition| definition.name.as_str().cmp(name)).ok()?;
        self.types.get(at)
    }

    /// The named type that the shape is.
    #[must_use]
    pub fn definition_of(&self, shape: &Shape) -> Option<&Definition> {
        match shape {
            Shape::Type { name, .. } => self.definition(name),
            _ => None,
        }
    }

    /// The shape as it is among the members of another: what refuses members that it does not know refuses those of the whole there no
    /// more (`#[serde(flatten)]`, an internal tag).
    #[must_use]
    pub fn as_flattened(&self, shape: &Shape) -> Shape {
        let opened = |part: &Shape| match part {
            Shape::Object(object) if object.deny_unknown_fields => {
                Shape::Object(Object { deny_unknown_fields: false, ..object.clone() })
            }
            Shape::Union(union) => Shape::Union(union.map(|part| self.as_flattened(part))),
            part => part.clone(),
        };
        let whole = self.resolve(shape);
        let part = opened(&whole);
        if part == whole { shape.clone() } else { part }
    }

    /// An object of several parts as one shape, where one of them has members of any name: what those are is not said of the members that
    /// the other parts name.
    #[must_use]
    pub fn merge_intersection(&self, parts: &[Shape]) -> Option<Shape> {
        let is_open = |part: &Shape| matches!(part, Shape::Object(object) if object.additional.is_some());
        let is_known = |part: &Shape| !matches!(part, Shape::Parameter(_));
        let is_whole = parts.iter().any(is_open) && parts.iter().all(is_known);
        is_whole.then(|| self.normalize(&Shape::Intersection(parts.to_vec())))
    }

    /// The shape that stands behind a name, with its arguments in place; any other shape is its own.
    #[must_use]
    pub fn resolve(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Type { name, arguments } => match self.definition(name) {
                Some(definition) => self.resolve(&definition.shape.substitute(&definition.parameters, arguments)),
                None => shape.clone(),
            },
            _ => shape.clone(),
        }
    }

    /// Gives every shape other parts, as [`Shape::rewrite`] does.
    pub fn rewrite_shapes(&mut self, f: &dyn Fn(&Shape) -> Option<Shape>) {
        self.types.iter_mut().for_each(|definition| definition.shape = definition.shape.rewrite(f));
        for Procedure { input, output, errors, .. } in &mut self.procedures {
            let errors = errors.iter_mut().map(|error| &mut error.shape);
            [input, output].into_iter().chain(errors).for_each(|shape| *shape = shape.rewrite(f));
        }
    }
}
