//! A type as serde and garde together see it: each field with its rules, and where it is on the wire.

use proc_macro2::{Span, TokenStream};
use serde_derive_internals::{
    Ctxt, Derive,
    ast::{Container, Data, Field as SerdeField, Style},
    attr::TagType,
};
use syn::{DeriveInput, Ident, Member, Type};

use super::{
    garde_attribute,
    message_and_normalize::{self, Message},
    rule,
};

/// The type.
pub(super) struct Model {
    pub(super) variants: Vec<Variant>,
    /// `#[garde(transparent)]`: garde does not name the one field.
    pub(super) is_transparent: bool,
    /// Whether serde reads another type in its place (`#[serde(from)]`), whose rules are its own.
    pub(super) has_serde_from: bool,
    /// `#[serde(deny_unknown_fields)]`.
    pub(super) denies_unknown_fields: bool,
}

/// A variant of an enum, or a struct.
pub(super) struct Variant {
    /// Nothing for a struct.
    pub(super) name: Option<Ident>,
    /// The member that holds all of it.
    pub(super) content_key: Option<String>,
    pub(super) fields: Vec<Field>,
}

/// A field.
pub(super) struct Field {
    pub(super) member: Member,
    /// As garde names it.
    pub(super) name: String,
    pub(super) ty: Type,
    pub(super) segment: PathSegment,
    pub(super) has_dive: bool,
    pub(super) rules: Vec<TokenStream>,
    pub(super) messages: Vec<Message>,
    /// What is done to its texts before they are checked.
    pub(super) normalizations: Vec<Ident>,
}

/// Where a field is, seen from its object.
pub(super) enum PathSegment {
    /// In its place: a newtype's value, a flattened object.
    Flattened,
    /// A member of this name.
    Key(String),
    /// An item of this number.
    Index(String),
}

impl Model {
    pub(super) fn of(item: &DeriveInput) -> syn::Result<Model> {
        let context = Ctxt::new();
        let private = Ident::new("__private", Span::call_site());
        let container = Container::from_ast(&context, item, Derive::Deserialize, &private);
        // What is wrong with serde's attributes, serde says.
        let _ = context.check();
        let container =
            container.ok_or_else(|| syn::Error::new_spanned(&item.ident, "rules of a union cannot be told"))?;
        let entries = garde_attribute::garde_rules(&item.attrs);
        let attrs = &container.attrs;
        let variants = match &container.data {
            Data::Struct(style, all) => {
                vec![Variant { name: None, content_key: None, fields: fields(*style, all, attrs.transparent())? }]
            }
            Data::Enum(variants) => variants
                .iter()
                .map(|variant| {
                    let name = variant.attrs.name().deserialize_name().value.clone();
                    let member = match attrs.tag() {
                        _ if variant.attrs.untagged() => None,
                        TagType::External => Some(name),
                        TagType::Adjacent { content, .. } => Some(content.clone()),
                        TagType::Internal { .. } | TagType::None => None,
                    };
                    let fields = fields(variant.style, &variant.fields, false)?;
                    Ok(Variant { name: Some(variant.ident.clone()), content_key: member, fields })
                })
                .collect::<syn::Result<_>>()?,
        };
        Ok(Model {
            variants,
            is_transparent: entries.iter().any(|entry| entry.name == "transparent"),
            has_serde_from: attrs.type_from().is_some() || attrs.type_try_from().is_some(),
            denies_unknown_fields: attrs.deny_unknown_fields(),
        })
    }
}

fn fields(style: Style, all: &[SerdeField<'_>], is_transparent: bool) -> syn::Result<Vec<Field>> {
    // garde binds the fields by their names, and calls the context `ctx`.
    let local: Vec<String> = all.iter().map(|field| name(&field.member)).chain(["ctx".to_owned()]).collect();
    let field = |field: &SerdeField<'_>| {
        let entries = garde_attribute::garde_rules(&field.original.attrs);
        let name = name(&field.member);
        let place = match (&field.member, style) {
            _ if is_transparent || field.attrs.flatten() => PathSegment::Flattened,
            (Member::Named(_), _) => PathSegment::Key(field.attrs.name().deserialize_name().value.clone()),
            (Member::Unnamed(_), Style::Newtype) => PathSegment::Flattened,
            (Member::Unnamed(_), _) => PathSegment::Index(name.clone()),
        };
        let (messages, changes) = (
            message_and_normalize::messages(&field.original.attrs, &entries)?,
            message_and_normalize::normalizations(&field.original.attrs)?,
        );
        let is_read_otherwise = field.attrs.deserialize_with().is_some_and(|path| !is_ours(path));
        let rules = rule::Rules { rules: &entries, normalizations: &changes, messages: &messages, local: &local };
        Ok(Field {
            rules: if is_read_otherwise { Vec::new() } else { rules.of(field.ty) },
            member: field.member.clone(),
            name,
            ty: field.ty.clone(),
            segment: place,
            has_dive: entries.iter().any(|entry| entry.name == "dive"),
            messages,
            normalizations: changes,
        })
    };
    all.iter().map(field).collect()
}

/// A module of ours only writes the value otherwise; another may change it while it is read, and then it is not what was sent that is checked.
fn is_ours(path: &syn::ExprPath) -> bool {
    let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    matches!(names.as_slice(), [root, module, ..] if (root == "isotype" || root == "isotype_lowering") && module == "with")
}

fn name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
