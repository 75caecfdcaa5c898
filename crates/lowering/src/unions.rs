//! Lowering of enums to unions whose variants include their tag.

use specta::datatype::{Enum, Fields, Variant as SpectaVariant};

use crate::{
    origin,
    shapes::{self, Lowering},
};
use isotype_contract::{Object, Scalar, Shape, Tagging, Union, Variant};

const UNTAGGED: &str = "serde:container:untagged";
const OTHER: &str = "specta_serde:variant_other";
const PARTLY_FLATTENED: &str = "specta_serde:optional_flatten_union";

impl Lowering<'_> {
    /// Returns the shape of an enum.
    pub(crate) fn union(&mut self, choice: &Enum) -> Shape {
        let live: Vec<_> = choice.variants.iter().filter(|(_, variant)| !variant.skip).collect();
        let is_untagged = choice.attributes.contains_key(UNTAGGED) || choice.attributes.contains_key(PARTLY_FLATTENED);
        let mut variants: Vec<Variant> = Vec::new();
        for (name, variant) in live {
            if let Some(alias) = origin::alias_name(name) {
                variants.iter_mut().last().into_iter().for_each(|variant| variant.aliases.push(alias.to_owned()));
                continue;
            }
            let shape = self.enter(name, |lowering| payload(lowering, name, variant));
            variants.push(Variant {
                name: if is_untagged { String::new() } else { name.to_string() },
                shape,
                aliases: Vec::new(),
                other: variant.attributes.contains_key(OTHER),
                docs: shapes::clean_docs(&variant.docs),
                deprecated: variant.deprecated.as_ref().map(shapes::deprecation_note),
            });
        }
        let union_tagging = if is_untagged { Tagging::Untagged } else { tagging(&variants) };
        if union_tagging == Tagging::External {
            variants.iter_mut().for_each(|variant| deny_unknown_fields(&mut variant.shape));
        }
        match variants.as_slice() {
            [] => Scalar::Never.into(),
            [Variant { shape: literal @ Shape::Literal(_), aliases, docs, .. }]
                if aliases.is_empty() && docs.is_empty() =>
            {
                literal.clone()
            }
            _ => Shape::Union(Union { tagging: union_tagging, variants }),
        }
    }
}

fn payload(lowering: &mut Lowering<'_>, name: &str, variant: &SpectaVariant) -> Shape {
    match &variant.fields {
        Fields::Unit => Shape::Literal(name.to_owned()),
        fields => match lowering.fields(fields) {
            // The field that represents an external tag is required even if its contents are optional.
            Shape::Object(mut object) if matches!(object.fields.as_slice(), [field] if field.name == name) => {
                object.fields.iter_mut().for_each(|field| field.optional = false);
                Shape::Object(object)
            }
            shape => shape,
        },
    }
}

/// Denies unknown fields in an externally tagged variant, because serde accepts exactly one member.
fn deny_unknown_fields(shape: &mut Shape) {
    if let Shape::Object(object) = shape {
        object.deny_unknown_fields = true;
    }
}

/// Returns the tagging of an enum with named variants.
fn tagging(variants: &[Variant]) -> Tagging {
    let is_external = |variant: &Variant| match &variant.shape {
        Shape::Literal(_) => true,
        Shape::Object(object) => matches!(object.fields.as_slice(), [field] if field.name == variant.name),
        _ => variant.other,
    };
    if variants.iter().all(is_external) {
        return Tagging::External;
    }
    let tag = variants.iter().find_map(|variant| find_tag(variant, &variant.shape));
    match tag {
        Some(tag) if variants.iter().all(|variant| variant.other || has_tag(&variant.shape, &tag)) => Tagging::Tag(tag),
        // Some variants are marked `#[serde(untagged)]`.
        _ => Tagging::Untagged,
    }
}

/// Returns the name of the field whose value is the variant's name.
fn find_tag(variant: &Variant, shape: &Shape) -> Option<String> {
    let tag_of = |object: &Object| {
        let field = object.fields.iter().find(|field| field.shape == Shape::Literal(variant.name.clone()));
        field.map(|field| field.name.clone())
    };
    match shape {
        Shape::Object(object) => tag_of(object),
        Shape::Intersection(parts) => parts.iter().find_map(|part| find_tag(variant, part)),
        _ => None,
    }
}

fn has_tag(shape: &Shape, tag: &str) -> bool {
    match shape {
        Shape::Object(object) => object.fields.iter().any(|field| field.name == tag),
        Shape::Intersection(parts) => parts.iter().any(|part| has_tag(part, tag)),
        // Internally tagged variant that contains an untagged union.
        Shape::Union(union) => union.variants.iter().all(|variant| has_tag(&variant.shape, tag)),
        _ => false,
    }
}
