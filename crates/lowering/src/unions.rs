//! The shape of an enum, as the mapping of serde's attributes left it: each variant whole, with its tag.

use specta::datatype::{Enum, Fields, Variant as SpectaVariant};

use crate::{
    origin,
    shapes::{self, Lowering},
};
use isotype_contract::{Object, Scalar, Shape, Tagging, Union, Variant};

const UNTAGGED: &str = "serde:container:untagged";
const OTHER: &str = "specta_serde:variant_other";
const PARTLY_FLATTENED: &str = "specta_serde:optional_flatten_union";

pub(crate) fn lower(lowering: &mut Lowering<'_>, choice: &Enum) -> Shape {
    let live: Vec<_> = choice.variants.iter().filter(|(_, variant)| !variant.skip).collect();
    let fits = choice.attributes.contains_key(UNTAGGED) || choice.attributes.contains_key(PARTLY_FLATTENED);
    let mut variants: Vec<Variant> = Vec::new();
    for (name, variant) in live {
        if let Some(alias) = origin::alias_name(name) {
            variants.iter_mut().last().into_iter().for_each(|variant| variant.aliases.push(alias.to_owned()));
            continue;
        }
        let shape = lowering.enter(name, |lowering| payload(lowering, name, variant));
        variants.push(Variant {
            name: if fits { String::new() } else { name.to_string() },
            shape,
            aliases: Vec::new(),
            other: variant.attributes.contains_key(OTHER),
            docs: shapes::clean_docs(&variant.docs),
            deprecated: variant.deprecated.as_ref().map(shapes::deprecation_note),
        });
    }
    let told = if fits { Tagging::Untagged } else { tagging(&variants) };
    if told == Tagging::External {
        variants.iter_mut().for_each(|variant| deny_unknown_fields(&mut variant.shape));
    }
    match variants.as_slice() {
        [] => Scalar::Never.into(),
        [Variant { shape: literal @ Shape::Literal(_), aliases, docs, .. }]
            if aliases.is_empty() && docs.is_empty() =>
        {
            literal.clone()
        }
        _ => Shape::Union(Union { tagging: told, variants }),
    }
}

fn payload(lowering: &mut Lowering<'_>, name: &str, variant: &SpectaVariant) -> Shape {
    match &variant.fields {
        Fields::Unit => Shape::Literal(name.to_owned()),
        fields => match lowering.fields(fields) {
            // The member that tells an external tag is there even where what it holds may be missing.
            Shape::Object(mut object) if matches!(object.fields.as_slice(), [field] if field.name == name) => {
                object.fields.iter_mut().for_each(|field| field.optional = false);
                Shape::Object(object)
            }
            shape => shape,
        },
    }
}

/// serde reads one member, which is the variant.
fn deny_unknown_fields(shape: &mut Shape) {
    if let Shape::Object(object) = shape {
        object.deny_unknown_fields = true;
    }
}

/// How variants that have names are told apart.
fn tagging(variants: &[Variant]) -> Tagging {
    let by_key = |variant: &Variant| match &variant.shape {
        Shape::Literal(_) => true,
        Shape::Object(object) => matches!(object.fields.as_slice(), [field] if field.name == variant.name),
        _ => variant.other,
    };
    if variants.iter().all(by_key) {
        return Tagging::External;
    }
    let tag = variants.iter().find_map(|variant| find_tag(variant, &variant.shape));
    match tag {
        Some(tag) if variants.iter().all(|variant| variant.other || has_tag(&variant.shape, &tag)) => Tagging::Tag(tag),
        // `#[serde(untagged)]` on some of the variants.
        _ => Tagging::Untagged,
    }
}

/// The member that says which variant it is.
fn find_tag(variant: &Variant, shape: &Shape) -> Option<String> {
    let says = |object: &Object| {
        let field = object.fields.iter().find(|field| field.shape == Shape::Literal(variant.name.clone()));
        field.map(|field| field.name.clone())
    };
    match shape {
        Shape::Object(object) => says(object),
        Shape::Intersection(parts) => parts.iter().find_map(|part| find_tag(variant, part)),
        _ => None,
    }
}

fn has_tag(shape: &Shape, tag: &str) -> bool {
    match shape {
        Shape::Object(object) => object.fields.iter().any(|field| field.name == tag),
        Shape::Intersection(parts) => parts.iter().any(|part| has_tag(part, tag)),
        // An internal tag before an untagged union.
        Shape::Union(union) => union.variants.iter().all(|variant| has_tag(&variant.shape, tag)),
        _ => false,
    }
}
