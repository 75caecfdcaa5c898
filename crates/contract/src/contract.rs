use serde::{Deserialize, Serialize};

use crate::{Definition, GuardInfo, IntegerEncoding, Object, Procedure, Shape};

/// Complete description of an API. Code generators and the compatibility check have no other input.
///
/// It is built by `isotype_lowering::Registry::finish`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contract {
    /// Encoding of 64- and 128-bit integers.
    pub integers: IntegerEncoding,
    /// Guards that the procedures require, sorted by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guards: Vec<GuardInfo>,
    /// Procedures, sorted by name.
    pub procedures: Vec<Procedure>,
    /// Named types that the procedures use, sorted by name.
    pub types: Vec<Definition>,
}

impl Contract {
    /// Returns the named type called `name`.
    #[must_use]
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        let index = self.types.binary_search_by(|definition| definition.name.as_str().cmp(name)).ok()?;
        self.types.get(index)
    }

    /// Returns the definition of the named type that the shape refers to, if it is a reference.
    #[must_use]
    pub fn definition_of(&self, shape: &Shape) -> Option<&Definition> {
        match shape {
            Shape::Type { name, .. } => self.definition(name),
            _ => None,
        }
    }

    /// Returns the shape with the semantics of flattened fields.
    ///
    /// A type cannot deny unknown fields once its fields are part of another object, because of `#[serde(flatten)]` or
    /// an internal tag.
    #[must_use]
    pub fn as_flattened(&self, shape: &Shape) -> Shape {
        let allow_unknown_fields = |shape: &Shape| match shape {
            Shape::Object(object) if object.deny_unknown_fields => {
                Shape::Object(Object { deny_unknown_fields: false, ..object.clone() })
            }
            Shape::Union(union) => Shape::Union(union.map(|part| self.as_flattened(part))),
            shape => shape.clone(),
        };
        let resolved = self.resolve(shape);
        let flattened = allow_unknown_fields(&resolved);
        if flattened == resolved { shape.clone() } else { flattened }
    }

    /// Merges the parts of an intersection if one of them allows additional fields.
    ///
    /// Returns `None` if no part does, or if a part is a type parameter. In the merged object, the shape of additional
    /// fields does not apply to fields that other parts declare.
    #[must_use]
    pub fn merge_intersection(&self, parts: &[Shape]) -> Option<Shape> {
        let has_additional = |part: &Shape| matches!(part, Shape::Object(object) if object.additional.is_some());
        let is_concrete = |part: &Shape| !matches!(part, Shape::Parameter(_));
        let can_merge = parts.iter().any(has_additional) && parts.iter().all(is_concrete);
        can_merge.then(|| self.normalize(&Shape::Intersection(parts.to_vec())))
    }

    /// Returns the shape that a named type stands for, with its arguments substituted. Other shapes are returned
    /// unchanged.
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

    /// Applies [`Shape::rewrite`] to every shape of the contract.
    pub fn rewrite_shapes(&mut self, f: &dyn Fn(&Shape) -> Option<Shape>) {
        self.types.iter_mut().for_each(|definition| definition.shape = definition.shape.rewrite(f));
        for Procedure { input, output, errors, .. } in &mut self.procedures {
            let errors = errors.iter_mut().map(|error| &mut error.shape);
            [input, output].into_iter().chain(errors).for_each(|shape| *shape = shape.rewrite(f));
        }
    }
}
