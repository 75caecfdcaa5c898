//! Validated model of the type that derives `ProcedureError`.

use syn::{Attribute, Data, DeriveInput, Field, Fields, Ident, spanned::Spanned};

use super::exposure::Exposure;

/// Type that derives `ProcedureError`.
pub(super) struct Model<'a> {
    pub(super) name: &'a Ident,
    pub(super) docs: Vec<&'a Attribute>,
    pub(super) variants: Vec<Variant<'a>>,
}

/// Variant of an enum, or a whole struct.
pub(super) struct Variant<'a> {
    /// Name of the variant or struct.
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
                "the error of a procedure cannot be generic: it is one named type in TypeScript",
            ));
        }
        let variants = match &item.data {
            Data::Struct(data) => vec![variant(&item.ident, &item.attrs, &data.fields, true)],
            Data::Enum(data) => data.variants.iter().map(|v| variant(&v.ident, &v.attrs, &v.fields, false)).collect(),
            Data::Union(data) => {
                return Err(syn::Error::new(data.union_token.span(), "a union cannot be the error of a procedure"));
            }
        };
        let mut errors: Option<syn::Error> = None;
        let mut valid = Vec::new();
        for variant in variants {
            match (variant, &mut errors) {
                (Ok(variant), _) => valid.push(variant),
                (Err(error), Some(all)) => all.combine(error),
                (Err(error), none) => *none = Some(error),
            }
        }
        match errors {
            Some(error) => Err(error),
            None => Ok(Model { name: &item.ident, docs: docs(&item.attrs), variants: valid }),
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
                "the fields of a declared error must be named: they are properties of an object in TypeScript, next to `type`",
            ));
        }
        (Exposure::Declared { .. }, fields) => {
            if let Some(field) =
                fields.iter().find(|field| field.ident.as_ref().is_some_and(|name| name == "type" || name == "r#type"))
            {
                return Err(syn::Error::new_spanned(
                    field,
                    "the field name `type` is reserved for the name of the error: rename the field",
                ));
            }
        }
        (Exposure::Forward, fields) if fields.len() != 1 => {
            return Err(syn::Error::new(
                name.span(),
                "`#[forward]` requires exactly one field: the error to forward to",
            ));
        }
        _ => {}
    }
    Ok(Variant { name, is_struct, docs: docs(attributes), exposure, fields })
}

fn docs(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes.iter().filter(|attribute| attribute.path().is_ident("doc")).collect()
}

/// Returns the attributes of a field that apply to its JSON form and its docs.
pub(super) fn forwarded_attributes(field: &Field) -> impl Iterator<Item = &Attribute> {
    field.attrs.iter().filter(|attribute| ["doc", "serde", "specta"].iter().any(|name| attribute.path().is_ident(name)))
}
