//! What a value is on the wire.

mod scalar;
mod object;
mod union;

use serde::{Deserialize, Serialize};

pub use object::{Field, Object};
pub use scalar::Scalar;
pub use union::{Tagging, Union, Variant};

/// What a value is on the wire, in one direction: what the server reads, or what it writes.
///
/// As JSON a scalar is a string (`"u32"`), everything else an object with one member (`{"list": "u32"}`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Shape {
    /// Exactly this string.
    Literal(String),
    /// An array.
    List(Box<Shape>),
    /// An array of so many items, all of one shape.
    Array {
        /// How many.
        length: usize,
        /// What each is.
        item: Box<Shape>,
    },
    /// An array of so many items, each of its own shape.
    Tuple(Vec<Shape>),
    /// An object whose member names are data.
    Map {
        /// What a name is: always a string on the wire.
        key: Box<Shape>,
        /// What each value is.
        value: Box<Shape>,
    },
    /// An array of pairs: a map whose keys are no strings.
    Entries {
        /// What a key is.
        key: Box<Shape>,
        /// What each value is.
        value: Box<Shape>,
    },
    /// This, or `null`.
    Nullable(Box<Shape>),
    /// An object whose members have names.
    Object(Object),
    /// One of several.
    Union(Union),
    /// An object that is all of these at once.
    Intersection(Vec<Shape>),
    /// A value that may arrive after the rest: a promise.
    Deferred(Box<Shape>),
    /// A named type of the contract.
    Type {
        /// Its name in [`Contract::types`](crate::Contract::types).
        name: String,
        /// One shape for each of its parameters.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        arguments: Vec<Shape>,
    },
    /// A parameter of the type that this is in.
    Parameter(String),
    /// What has no parts.
    #[serde(untagged)]
    Scalar(Scalar),
}

impl Shape {
    /// Whether this is `null`: no input, or nothing to tell.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Shape::Scalar(Scalar::Null)
    }

    /// Calls `visit` on each part, outermost first, without following named types.
    pub fn visit<'a>(&'a self, visit: &mut dyn FnMut(&'a Shape)) {
        visit(self);
        match self {
            Shape::Literal(_) | Shape::Parameter(_) | Shape::Scalar(_) => {}
            Shape::List(of) | Shape::Array { item: of, .. } | Shape::Nullable(of) | Shape::Deferred(of) => {
                of.visit(visit)
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
                object.additional.iter().for_each(|rest| rest.visit(visit));
            }
            Shape::Union(union) => union.variants.iter().for_each(|variant| variant.shape.visit(visit)),
        }
    }

    /// The same shape with other parts: `f` is called on each, outermost first, but on none within what it gives back.
    #[must_use]
    pub fn rewrite(&self, f: &dyn Fn(&Shape) -> Option<Shape>) -> Shape {
        let go = |part: &Shape| part.rewrite(f);
        let all = |parts: &[Shape]| parts.iter().map(go).collect();
        if let Some(other) = f(self) {
            return other;
        }
        match self {
            Shape::Parameter(_) | Shape::Literal(_) | Shape::Scalar(_) => self.clone(),
            Shape::List(of) => Shape::List(Box::new(go(of))),
            Shape::Array { length, item: of } => Shape::Array { length: *length, item: Box::new(go(of)) },
            Shape::Nullable(of) => Shape::Nullable(Box::new(go(of))),
            Shape::Deferred(of) => Shape::Deferred(Box::new(go(of))),
            Shape::Tuple(parts) => Shape::Tuple(all(parts)),
            Shape::Intersection(parts) => Shape::Intersection(all(parts)),
            Shape::Type { name, arguments } => Shape::Type { name: name.clone(), arguments: all(arguments) },
            Shape::Map { key, value } => Shape::Map { key: Box::new(go(key)), value: Box::new(go(value)) },
            Shape::Entries { key, value } => Shape::Entries { key: Box::new(go(key)), value: Box::new(go(value)) },
            Shape::Object(object) => Shape::Object(object.map(go)),
            Shape::Union(union) => Shape::Union(union.map(go)),
        }
    }

    /// This shape of a generic type with `arguments` in place of `parameters`.
    #[must_use]
    pub fn substitute(&self, parameters: &[String], arguments: &[Shape]) -> Shape {
        self.rewrite(&|part| {
            let Shape::Parameter(name) = part else { return None };
            let at = parameters.iter().position(|parameter| parameter == name)?;
            arguments.get(at).cloned()
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
        let json = serde_json::to_string(shape).expect("is JSON");
        assert_eq!(&serde_json::from_str::<Shape>(&json).expect("reads back"), shape);
        json
    }

    #[test]
    fn shapes_are_short_json() {
        assert_eq!(json(&Scalar::U32.into()), r#""u32""#);
        assert_eq!(json(&Shape::List(Box::new(Scalar::DateTime.into()))), r#"{"list":"dateTime"}"#);
        let page = Shape::Type { name: "Page".into(), arguments: vec![Scalar::String.into()] };
        assert_eq!(json(&page), r#"{"type":{"name":"Page","arguments":["string"]}}"#);
        assert_eq!(json(&Shape::Parameter("T".into())), r#"{"parameter":"T"}"#);
    }

    #[test]
    fn arguments_take_the_place_of_parameters() {
        let items = Shape::List(Box::new(Shape::Parameter("T".into())));
        assert_eq!(
            items.substitute(&["T".into()], &[Scalar::Boolean.into()]),
            Shape::List(Box::new(Scalar::Boolean.into()))
        );
    }
}
