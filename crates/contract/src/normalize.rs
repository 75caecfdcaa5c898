//! Normalization of shapes, for code that compares or inspects their JSON.

use crate::{Contract, Field, Object, Scalar, Shape, Tagging, Union, Variant};

impl Contract {
    /// Returns the shape with its top level in normal form: names are resolved, intersections merged into one object,
    /// entries turned into lists of tuples, and nested options collapsed. Inner shapes stay unchanged.
    #[must_use]
    pub fn normalize(&self, shape: &Shape) -> Shape {
        match self.resolve(shape) {
            Shape::Intersection(parts) => {
                let empty = Shape::Object(Object::default());
                parts.iter().fold(empty, |merged, part| merge(self, merged, self.normalize(part)))
            }
            Shape::Entries { key, value } => Shape::List(Box::new(Shape::Tuple(vec![*key, *value]))),
            // Resolves one level only, because a type may be an option of itself.
            Shape::Nullable(inner) => match self.resolve(&inner) {
                inner @ (Shape::Nullable(_) | Shape::Scalar(Scalar::Null | Scalar::Json)) => inner,
                _ => Shape::Nullable(inner),
            },
            shape => shape,
        }
    }
}

/// Merges two parts of an intersection into one shape.
fn merge(contract: &Contract, a: Shape, b: Shape) -> Shape {
    match (a, b) {
        (Shape::Object(a), Shape::Object(b)) => {
            let fields: Vec<Field> = a.fields.into_iter().chain(b.fields).collect();
            Shape::Object(Object { fields, additional: a.additional.or(b.additional), deny_unknown_fields: false })
        }
        (Shape::Object(object), Shape::Map { value, .. }) | (Shape::Map { value, .. }, Shape::Object(object)) => {
            Shape::Object(Object { additional: Some(value), ..object })
        }
        (Shape::Union(union), other) | (other, Shape::Union(union)) => {
            let variants = union.variants.into_iter().map(|variant| {
                let shape = merge(contract, other.clone(), contract.normalize(&variant.shape));
                Variant { shape, ..variant }
            });
            Shape::Union(Union { tagging: union.tagging, variants: variants.collect() })
        }
        // A flattened unit variant is a member whose value is null.
        (Shape::Object(mut object), Shape::Literal(name)) => {
            object.fields.push(Field {
                name,
                rust_name: None,
                shape: Scalar::Null.into(),
                optional: false,
                aliases: Vec::new(),
                rules: Vec::new(),
                docs: String::new(),
                deprecated: None,
            });
            Shape::Object(object)
        }
        (Shape::Object(object), Shape::Nullable(inner)) => {
            let some = merge(contract, Shape::Object(object.clone()), contract.normalize(&inner));
            let variants = [some, Shape::Object(object)].map(|shape| Variant {
                name: String::new(),
                shape,
                aliases: Vec::new(),
                other: false,
                docs: String::new(),
                deprecated: None,
            });
            Shape::Union(Union { tagging: Tagging::Untagged, variants: variants.into() })
        }
        (Shape::Object(object), _) => Shape::Object(object),
        (_, other) => other,
    }
}
