//! A shape as it is on the wire at its top: no name, no intersection, nothing said in two ways.

use crate::{Contract, Field, Object, Scalar, Shape, Told, Union, Variant};

pub(crate) fn normal(contract: &Contract, shape: &Shape) -> Shape {
    match contract.resolve(shape) {
        Shape::All(parts) => {
            parts.iter().fold(Shape::Object(Object::default()), |all, part| both(contract, all, normal(contract, part)))
        }
        Shape::Entries { key, value } => Shape::List(Box::new(Shape::Tuple(vec![*key, *value]))),
        // One step: a type may be an option of itself.
        Shape::Nullable(inner) => match contract.resolve(&inner) {
            inner @ (Shape::Nullable(_) | Shape::Scalar(Scalar::Null | Scalar::Json)) => inner,
            _ => Shape::Nullable(inner),
        },
        shape => shape,
    }
}

/// An object that is both.
fn both(contract: &Contract, a: Shape, b: Shape) -> Shape {
    match (a, b) {
        (Shape::Object(a), Shape::Object(b)) => {
            let fields: Vec<Field> = a.fields.into_iter().chain(b.fields).collect();
            Shape::Object(Object { fields, rest: a.rest.or(b.rest), closed: false })
        }
        (Shape::Object(object), Shape::Map { value, .. }) | (Shape::Map { value, .. }, Shape::Object(object)) => {
            Shape::Object(Object { rest: Some(value), ..object })
        }
        (Shape::Union(union), other) | (other, Shape::Union(union)) => {
            let variants = union.variants.into_iter().map(|variant| {
                let shape = both(contract, other.clone(), normal(contract, &variant.shape));
                Variant { shape, ..variant }
            });
            Shape::Union(Union { told: union.told, variants: variants.collect() })
        }
        // A unit variant that is flattened is a member without a value.
        (Shape::Object(mut object), Shape::Literal(name)) => {
            object.fields.push(Field {
                name,
                rust: None,
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
            let some = both(contract, Shape::Object(object.clone()), normal(contract, &inner));
            let variants = [some, Shape::Object(object)].map(|shape| Variant {
                name: String::new(),
                shape,
                aliases: Vec::new(),
                other: false,
                docs: String::new(),
                deprecated: None,
            });
            Shape::Union(Union { told: Told::Fit, variants: variants.into() })
        }
        (Shape::Object(object), _) => Shape::Object(object),
        (_, other) => other,
    }
}

const NULL: u8 = 1;
const BOOLEAN: u8 = 2;
pub(crate) const NUMBER: u8 = 4;
pub(crate) const STRING: u8 = 8;
pub(crate) const ARRAY: u8 = 16;
pub(crate) const OBJECT: u8 = 32;

/// The JSON that a value may be, as a set of bits. Looked at as deep as variants of variants go: what is deeper may be anything.
pub(crate) fn kinds(contract: &Contract, shape: &Shape) -> u8 {
    kinds_within(contract, shape, 8)
}

fn kinds_within(contract: &Contract, shape: &Shape, depth: u8) -> u8 {
    let Some(deeper) = depth.checked_sub(1) else { return u8::MAX };
    let inside = |inner: &Shape| kinds_within(contract, inner, deeper);
    match normal(contract, shape) {
        Shape::Literal(_) => STRING,
        Shape::List(_) | Shape::Array { .. } | Shape::Tuple(_) | Shape::Entries { .. } => ARRAY,
        Shape::Map { .. } | Shape::Object(_) | Shape::All(_) => OBJECT,
        Shape::Nullable(inner) => NULL | inside(&inner),
        Shape::Later(inner) => inside(&inner),
        Shape::Union(union) => union.variants.iter().fold(0, |all, variant| all | inside(&variant.shape)),
        Shape::Type { .. } | Shape::Parameter(_) | Shape::Scalar(Scalar::Json) => u8::MAX,
        Shape::Scalar(scalar) => match scalar {
            Scalar::Null => NULL,
            Scalar::Never => 0,
            Scalar::Boolean => BOOLEAN,
            Scalar::ByteList => ARRAY,
            Scalar::FloatText => NUMBER | STRING,
            text if super::scalars::is_text(text) => STRING,
            wide if contract.integers.resolve(wide) != wide => NUMBER | STRING,
            _ => NUMBER,
        },
    }
}
