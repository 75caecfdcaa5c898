//! Shapes, which describe the structure of JSON values.

mod scalar;
mod object;
mod union;

use serde::{Deserialize, Serialize};

pub use object::{Field, Object};
pub use scalar::Scalar;
pub use union::{Tagging, Union, Variant};

/// Structure of a JSON value in one direction: input or output.
///
/// In JSON, a scalar is a string (`"u32"`) and any other shape an object with one member (`{"list": "u32"}`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Shape {
    /// String literal.
    Literal(String),
    /// Array of any length.
    List(Box<Shape>),
    /// Array of fixed length.
    Array {
        /// Number of items.
        length: usize,
        /// Shape of each item.
        item: Box<Shape>,
    },
    /// Array with one shape per position.
    Tuple(Vec<Shape>),
    /// Object with arbitrary keys.
    Map {
        /// Shape of the keys, which are strings in JSON.
        key: Box<Shape>,
        /// Shape of the values.
        value: Box<Shape>,
    },
    /// Map whose keys are not strings, as an array of pairs.
    Entries {
        /// Shape of the keys.
        key: Box<Shape>,
        /// Shape of the values.
        value: Box<Shape>,
    },
    /// Shape or `null`.
    Nullable(Box<Shape>),
    /// Object with named fields.
    Object(Object),
    /// One of several shapes.
    Union(Union),
    /// Object that has the fields of all these shapes.
    Intersection(Vec<Shape>),
    /// Deferred field, whose value may arrive after the rest of the response; a promise in TypeScript.
    Deferred(Box<Shape>),
    /// Named type in the contract.
    Type {
        /// Name in [`Contract::types`](crate::Contract::types).
        name: String,
        /// Type arguments, one per parameter.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arguments: Vec<Shape>,
    },
    /// Type parameter of the enclosing definition.
    Parameter(String),
    /// Value without inner shapes.
    #[serde(untagged)]
    Scalar(Scalar),
}

impl Shape {
    /// Returns `true` for `null`, the shape of a missing input or output.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Shape::Scalar(Scalar::Null)
    }

    /// Calls `visit` on this shape and each inner shape, outermost first, without following named types.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Shape)) {
        visit(self);
        match self {
            Shape::Literal(_) | Shape::Parameter(_) | Shape::Scalar(_) => {}
            Shape::List(inner) | Shape::Array { item: inner, .. } | Shape::Nullable(inner) | Shape::Deferred(inner) => {
                inner.visit(visit)
            }
            Shape::Tuple(parts) | Shape::Intersection(parts) | Shape::Type { arguments: parts, .. } => {
                parts.iter().for_each(|part| part.visit(visit));
            }
            Shape::Map { key, value } | Shape::Entries { key, value } => {
                key.visit(visit);
                value.visit(visit);
            }
            Shape::Object(object) => {
                object.fields.iter().for_each(|field| field.shape.visit(visit));
                object.additional.iter().for_each(|additional| additional.visit(visit));
            }
            Shape::Union(union) => union.variants.iter().for_each(|variant| variant.shape.visit(visit)),
        }
    }

    /// Returns the shape with inner shapes replaced.
    ///
    /// `f` is called on each shape, outermost first. A shape that it returns is not visited again.
    #[must_use]
    pub fn rewrite(&self, f: &dyn Fn(&Shape) -> Option<Shape>) -> Shape {
        let rewrite = |part: &Shape| part.rewrite(f);
        let all = |parts: &[Shape]| parts.iter().map(rewrite).collect();
        if let Some(replacement) = f(self) {
            return replacement;
        }
        match self {
            Shape::Parameter(_) | Shape::Literal(_) | Shape::Scalar(_) => self.clone(),
            Shape::List(item) => Shape::List(Box::new(rewrite(item))),
            Shape::Array { length, item } => Shape::Array { length: *length, item: Box::new(rewrite(item)) },
            Shape::Nullable(inner) => Shape::Nullable(Box::new(rewrite(inner))),
            Shape::Deferred(inner) => Shape::Deferred(Box::new(rewrite(inner))),
            Shape::Tuple(parts) => Shape::Tuple(all(parts)),
            Shape::Intersection(parts) => Shape::Intersection(all(parts)),
            Shape::Type { name, arguments } => Shape::Type { name: name.clone(), arguments: all(arguments) },
            Shape::Map { key, value } => Shape::Map { key: Box::new(rewrite(key)), value: Box::new(rewrite(value)) },
            Shape::Entries { key, value } => {
                Shape::Entries { key: Box::new(rewrite(key)), value: Box::new(rewrite(value)) }
            }
            Shape::Object(object) => Shape::Object(object.map(rewrite)),
            Shape::Union(union) => Shape::Union(union.map(rewrite)),
        }
    }

    /// Returns the shape with `arguments` in place of `parameters`.
    #[must_use]
    pub fn substitute(&self, parameters: &[String], arguments: &[Shape]) -> Shape {
        self.rewrite(&|part| {
            let Shape::Parameter(name) = part else { return None };
            let index = parameters.iter().position(|parameter| parameter == name)?;
            arguments.get(index).cloned()
        })
    }
}

impl From<Scalar> for Shape {
    fn from(scalar: Scalar) -> Self {
        Shape::Scalar(scalar)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(shape: &Shape) -> String {
        let json = serde_json::to_string(shape).expect("serializes");
        assert_eq!(&serde_json::from_str::<Shape>(&json).expect("deserializes"), shape);
        json
    }

    #[test]
    fn serializes_shapes_compactly() {
        assert_eq!(json(&Scalar::U32.into()), r#""u32""#);
        assert_eq!(json(&Shape::List(Box::new(Scalar::DateTime.into()))), r#"{"list":"dateTime"}"#);
        let page = Shape::Type { name: "Page".into(), arguments: vec![Scalar::String.into()] };
        assert_eq!(json(&page), r#"{"type":{"name":"Page","arguments":["string"]}}"#);
        assert_eq!(json(&Shape::Parameter("T".into())), r#"{"parameter":"T"}"#);
    }

    #[test]
    fn substitutes_arguments_for_parameters() {
        let items = Shape::List(Box::new(Shape::Parameter("T".into())));
        assert_eq!(
            items.substitute(&["T".into()], &[Scalar::Boolean.into()]),
            Shape::List(Box::new(Scalar::Boolean.into()))
        );
    }
}
