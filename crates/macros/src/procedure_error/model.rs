//! The error as the derive understands it, with every rule checked.

use syn::{Attribute, Data, DeriveInput, Field, Fields, Ident, spanned::Spanned};

use super::exposure::Exposure;

pub(super) struct Model<'a> {
    pub(super) name: &'a Ident,
    pub(super) docs: Vec<&'a Attribute>,
    pub(super) variants: Vec<Variant<'a>>,
}

pub(super) struct Variant<'a> {
    /// The variant, or the struct itself.
    pub(super) name: &'a Ident,
    pub(super) is_struct: bool,
    pub(super) docs: Vec<&'a Attribute>,
    pub(super) exposure: Exposure,
    pub(super) fields: &'a Fields,
}

impl<'a> Model<'a> {
    pub(super) fn of(item: &'a DeriveInput) -> syn::Result<Model<'a>> {
        if !item.generics.params.is_empty() {
            return Err(syn::Error::new_spanned(
                &item.generics,
                "the error of a procedure cannot be generic: each one is a type of its own in TypeScript",
            ));
        }
        let variants = match &item.data {
            Data::Struct(data) => vec![variant(&item.ident, &item.attrs, &data.fields, true)],
            Data::Enum(data) => data.variants.iter().map(|v| variant(&v.ident, &v.attrs, &v.fields, false)).collect(),
            Data::Union(data) => {
                return Err(syn::Error::new(data.union_token.span(), "a union cannot be the error of a procedure"));
            }
        };
        let mut wrong: Option<syn::Error> = None;
        let mut good = Vec::new();
        for variant in variants {
            match (variant, &mut wrong) {
                (Ok(variant), _) => good.push(variant),
                (Err(error), Some(all)) => all.combine(error),
                (Err(error), none) => *none = Some(error),
            }
        }
        match wrong {
            Some(error) => Err(error),
            None => Ok(Model { name: &item.ident, docs: docs(&item.attrs), variants: good }),
        }
    }
}

fn variant<'a>(
    name: &'a Ident,
    attributes: &'a [Attribute],
    fields: &'a Fields,
    is_struct: bool,
) -> syn::Result<Variant<'a>> {
    let exposure = Exposure::of(attributes, name)?;
    match (&exposure, fields) {
        (Exposure::Declared { .. }, Fields::Unnamed(fields)) => {
            return Err(syn::Error::new_spanned(
                fields,
                "name the fields of a declared error: they are fields of an object in TypeScript, beside `type`",
            ));
        }
        (Exposure::Declared { .. }, fields) => {
            if let Some(field) =
                fields.iter().find(|field| field.ident.as_ref().is_some_and(|name| name == "type" || name == "r#type"))
            {
                return Err(syn::Error::new_spanned(
                    field,
                    "`type` holds the error's own name: give this field another",
                ));
            }
        }
        (Exposure::Forward, fields) if fields.len() != 1 => {
            return Err(syn::Error::new(name.span(), "`#[forward]` needs exactly one field: the error to forward to"));
        }
        _ => {}
    }
    Ok(Variant { name, is_struct, docs: docs(attributes), exposure, fields })
}

fn docs(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).collect()
}

/// The attributes of a field that matter on the wire.
pub(super) fn wire_attributes(field: &Field) -> impl Iterator<Item = &Attribute> {
    field.attrs.iter().filter(|attribute| ["doc", "serde", "specta"].iter().any(|name| attribute.path().is_ident(name)))
}
