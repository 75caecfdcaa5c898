//! Flattened fields (`#[serde(flatten)]`): intersections become single objects where possible.

use isotype_contract::{Contract, Field, Object, Scalar, Shape, Tagging, Union, Variant};

/// Merges the objects in an intersection into one. A map becomes the additional fields of that object.
pub(crate) fn merge_objects(part: &Shape, contract: &Contract) -> Option<Shape> {
    let Shape::Intersection(parts) = part else { return None };
    let (mut merged, mut others) = (Object::default(), Vec::new());
    for part in parts.iter().map(|part| part.rewrite(&|part| merge_objects(part, contract))) {
        match (contract.resolve(&part), part) {
            (_, Shape::Object(object)) => {
                merged.fields.extend(object.fields);
                merged.additional = merged.additional.or(object.additional);
            }
            (Shape::Map { value, .. }, _) => merged.additional = Some(value),
            (any @ Shape::Scalar(Scalar::Json), _) => merged.additional = Some(Box::new(any)),
            (_, other) => others.push(other),
        }
    }
    if others.is_empty() || merged != Object::default() {
        others.insert(0, Shape::Object(merged));
    }
    Some(if others.len() == 1 { others.remove(0) } else { Shape::Intersection(others) })
}

/// Turns unit variants in an intersection into objects: when flattened, they are fields whose value is `null`.
pub(crate) fn expand_unit_variants(part: &Shape, contract: &Contract) -> Option<Shape> {
    let Shape::Intersection(parts) = part else { return None };
    let expand = |part: &Shape| match contract.resolve(part) {
        Shape::Union(Union { tagging: Tagging::External, variants })
            if variants.iter().any(|variant| matches!(variant.shape, Shape::Literal(_))) =>
        {
            let variants = variants.iter().map(|variant| match &variant.shape {
                Shape::Literal(name) => Variant { shape: null_field(name), ..variant.clone() },
                _ => variant.clone(),
            });
            Shape::Union(Union { tagging: Tagging::External, variants: variants.collect() })
        }
        _ => part.clone(),
    };
    let expanded: Vec<Shape> = parts.iter().map(expand).collect();
    (expanded != *parts).then_some(Shape::Intersection(expanded))
}

fn null_field(name: &str) -> Shape {
    let field = Field {
        name: name.to_owned(),
        rust_name: None,
        shape: Scalar::Null.into(),
        optional: false,
        aliases: Vec::new(),
        rules: Vec::new(),
        docs: String::new(),
        deprecated: None,
    };
    Shape::Object(vec![field].into())
}
