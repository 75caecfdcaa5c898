//! Preservation of field and variant attributes that specta's phase mapping drops.

use std::collections::HashMap;

use specta::{
    Types,
    datatype::{Attributes, DataType, Field, Fields, Reference, Variant},
};

use crate::used_types;
use isotype_contract::{FieldRules, Rule};

const ALIASES: &str = "serde:field:aliases";
const VARIANT_ALIASES: &str = "serde:variant:aliases";
const SKIP_SERIALIZING_IF: &str = "serde:field:skip_serializing_if";
const ORIGIN: &str = "isotype:origin";
/// Prefix of a variant that is an alias of the preceding one. The mapping preserves only the name of a variant.
const ALIAS: char = '\0';

/// Validation constraints of a type.
#[derive(Debug, Default)]
pub(crate) struct TypeConstraints {
    /// Rules of the type's fields.
    pub(crate) rules: Vec<FieldRules>,
    /// If `true`, unknown fields are rejected.
    pub(crate) deny_unknown_fields: bool,
}

/// Attributes of a field, as declared in Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    /// Name in Rust; `None` in a tuple.
    pub(crate) rust_name: Option<String>,
    /// Other names that the server accepts.
    pub(crate) aliases: Vec<String>,
    /// Validation rules.
    pub(crate) rules: Vec<Rule>,
    /// If `true`, the object denies unknown fields.
    pub(crate) deny_unknown_fields: bool,
}

impl Origin {
    pub(crate) fn of(attributes: &Attributes) -> Option<&Origin> {
        attributes.get_named_as(ORIGIN)
    }
}

/// Marks each field with its origin and removes serde's aliases.
///
/// Aliases are meant for old clients, but specta would offer them to new clients as well.
pub(crate) fn mark(types: &mut Types, constraints: &HashMap<Reference, TypeConstraints>) {
    let unconstrained = TypeConstraints::default();
    types.iter_mut(|named| {
        let constraints = constraints.get(&used_types::type_key(named)).unwrap_or(&unconstrained);
        match &mut named.ty {
            Some(DataType::Struct(object)) => mark_fields(&mut object.fields, None, constraints),
            Some(DataType::Enum(choice)) => {
                for (name, variant) in &mut choice.variants {
                    mark_fields(&mut variant.fields, Some(name), constraints);
                    mark_variant(variant);
                }
            }
            _ => {}
        }
    });
}

fn mark_fields(fields: &mut Fields, variant: Option<&str>, constraints: &TypeConstraints) {
    let rules = |name: &str| {
        let found = constraints.rules.iter().find(|rules| rules.variant == variant && rules.field == name);
        found.map(|found| found.rules.clone()).unwrap_or_default()
    };
    match fields {
        Fields::Unit => {}
        Fields::Named(named) => {
            named
                .fields
                .iter_mut()
                .for_each(|(name, field)| mark_field(Some(name), rules(name), constraints.deny_unknown_fields, field));
        }
        Fields::Unnamed(unnamed) => {
            let numbered = unnamed.fields.iter_mut().enumerate();
            numbered.for_each(|(index, field)| {
                mark_field(None, rules(&index.to_string()), constraints.deny_unknown_fields, field)
            });
        }
    }
}

fn mark_field(name: Option<&str>, rules: Vec<Rule>, deny_unknown_fields: bool, field: &mut Field) {
    let aliases = field.attributes.get_named_as::<Vec<String>>(ALIASES).cloned().unwrap_or_default();
    field.attributes.remove(ALIASES);
    // specta ignores `skip_serializing_if = "Option::is_none"` unless the declared type is an `Option`. It respects any
    // other predicate.
    if !matches!(field.ty, Some(DataType::Nullable(_))) && field.attributes.contains_key(SKIP_SERIALIZING_IF) {
        field.attributes.insert(SKIP_SERIALIZING_IF, "other predicate".to_owned());
    }
    field.attributes.insert(ORIGIN, Origin { rust_name: name.map(str::to_owned), aliases, rules, deny_unknown_fields });
}

/// Marks the aliases of a variant, because the mapping turns them into variants.
fn mark_variant(variant: &mut Variant) {
    if let Some(aliases) = variant.attributes.get_named_as::<Vec<String>>(VARIANT_ALIASES) {
        let marked: Vec<String> = aliases.iter().map(|alias| format!("{ALIAS}{alias}")).collect();
        variant.attributes.insert(VARIANT_ALIASES, marked);
    }
}

/// Returns the alias that a variant represents, if any.
pub(crate) fn alias_name(variant: &str) -> Option<&str> {
    variant.strip_prefix(ALIAS)
}
