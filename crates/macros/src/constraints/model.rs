//! Model of the type that derives `Constraints`: each field with its validation rules and its JSON path.

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

/// Type that derives `Constraints`.
pub(super) struct Model {
    pub(super) variants: Vec<Variant>,
    /// `#[garde(transparent)]`: garde's paths do not contain the only field.
    pub(super) is_transparent: bool,
    /// `#[serde(from)]` or `#[serde(try_from)]`: serde decodes another type, which has rules of its own.
    pub(super) has_serde_from: bool,
    /// `#[serde(deny_unknown_fields)]`.
    pub(super) denies_unknown_fields: bool,
}

/// Variant of an enum, or a whole struct.
pub(super) struct Variant {
    /// `None` for a struct.
    pub(super) name: Option<Ident>,
    /// JSON key under which the variant's content is nested.
    pub(super) content_key: Option<String>,
    pub(super) fields: Vec<Field>,
}

/// Field of a struct or variant.
pub(super) struct Field {
    pub(super) member: Member,
    /// Field name in garde's paths.
    pub(super) name: String,
    pub(super) ty: Type,
    /// Segment of the field's JSON path.
    pub(super) segment: PathSegment,
    /// `#[garde(dive)]`: the rules of the field's type apply too.
    pub(super) has_dive: bool,
    /// Expressions that build the contract's rules.
    pub(super) rules: Vec<TokenStream>,
    pub(super) messages: Vec<Message>,
    /// Functions applied before validation.
    pub(super) normalizations: Vec<Ident>,
}

/// Segment that a field adds to the JSON path of its object.
pub(super) enum PathSegment {
    /// Adds no path segment, as for the inner value of a newtype or a flattened field.
    Flattened,
    /// Member with this key.
    Key(String),
    /// Array item with this index.
    Index(String),
}

impl Model {
    pub(super) fn of(item: &DeriveInput) -> syn::Result<Model> {
        let context = Ctxt::new();
        let private = Ident::new("__private", Span::call_site());
        let container = Container::from_ast(&context, item, Derive::Deserialize, &private);
        // Errors are ignored, since serde's own derive reports them.
        let _ = context.check();
        let container = container
            .ok_or_else(|| syn::Error::new_spanned(&item.ident, "`Constraints` cannot be derived for a union"))?;
        let rules = garde_attribute::garde_rules(&item.attrs);
        let attrs = &container.attrs;
        let variants = match &container.data {
            Data::Struct(style, all) => {
                vec![Variant { name: None, content_key: None, fields: fields(*style, all, attrs.transparent())? }]
            }
            Data::Enum(variants) => variants
                .iter()
                .map(|variant| {
                    let name = variant.attrs.name().deserialize_name().value.clone();
                    let content_key = match attrs.tag() {
                        _ if variant.attrs.untagged() => None,
                        TagType::External => Some(name),
                        TagType::Adjacent { content, .. } => Some(content.clone()),
                        TagType::Internal { .. } | TagType::None => None,
                    };
                    let fields = fields(variant.style, &variant.fields, false)?;
                    Ok(Variant { name: Some(variant.ident.clone()), content_key, fields })
                })
                .collect::<syn::Result<_>>()?,
        };
        Ok(Model {
            variants,
            is_transparent: rules.iter().any(|rule| rule.name == "transparent"),
            has_serde_from: attrs.type_from().is_some() || attrs.type_try_from().is_some(),
            denies_unknown_fields: attrs.deny_unknown_fields(),
        })
    }
}

fn fields(style: Style, all: &[SerdeField<'_>], is_transparent: bool) -> syn::Result<Vec<Field>> {
    // garde binds the fields by name, and the context as `ctx`.
    let local: Vec<String> = all.iter().map(|field| name(&field.member)).chain(["ctx".to_owned()]).collect();
    let field = |field: &SerdeField<'_>| {
        let garde_rules = garde_attribute::garde_rules(&field.original.attrs);
        let name = name(&field.member);
        let segment = match (&field.member, style) {
            _ if is_transparent || field.attrs.flatten() => PathSegment::Flattened,
            (Member::Named(_), _) => PathSegment::Key(field.attrs.name().deserialize_name().value.clone()),
            (Member::Unnamed(_), Style::Newtype) => PathSegment::Flattened,
            (Member::Unnamed(_), _) => PathSegment::Index(name.clone()),
        };
        let (messages, normalizations) = (
            message_and_normalize::messages(&field.original.attrs, &garde_rules)?,
            message_and_normalize::normalizations(&field.original.attrs)?,
        );
        let is_deserialized_with = field.attrs.deserialize_with().is_some_and(|path| !is_isotype_with(path));
        let rules =
            rule::Rules { rules: &garde_rules, normalizations: &normalizations, messages: &messages, local: &local };
        Ok(Field {
            rules: if is_deserialized_with { Vec::new() } else { rules.of(field.ty) },
            member: field.member.clone(),
            name,
            ty: field.ty.clone(),
            segment,
            has_dive: garde_rules.iter().any(|rule| rule.name == "dive"),
            messages,
            normalizations,
        })
    };
    all.iter().map(field).collect()
}

/// Returns `true` for the modules in `isotype::with`, which only change the JSON form. Other `deserialize_with`
/// functions may change the value, so that the rules do not apply to the value that clients send.
fn is_isotype_with(path: &syn::ExprPath) -> bool {
    let names: Vec<String> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    matches!(names.as_slice(), [root, module, ..] if (root == "isotype" || root == "isotype_lowering") && module == "with")
}

fn name(member: &Member) -> String {
    match member {
        Member::Named(name) => name.to_string(),
        Member::Unnamed(index) => index.index.to_string(),
    }
}
