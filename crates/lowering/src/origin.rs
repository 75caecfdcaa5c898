//! What the mapping of serde's attributes would lose of a field or a variant, kept with it.

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
/// Begins the name of a variant that is an alias of the one before it: nothing else of a variant comes through the mapping.
const ALIAS: char = '\0';

/// What the values of a type must keep to beyond what it says of itself.
#[derive(Debug, Default)]
pub(crate) struct TypeConstraints {
    /// The rules of its fields.
    pub(crate) rules: Vec<FieldRules>,
    /// Whether members that it does not know are refused.
    pub(crate) deny_unknown_fields: bool,
}

/// Where a member comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    /// Its name in Rust, where it has one.
    pub(crate) rust_name: Option<String>,
    /// The other names under which it is read.
    pub(crate) aliases: Vec<String>,
    /// What its value must keep to.
    pub(crate) rules: Vec<Rule>,
    /// Whether it is a member of an object that has no others.
    pub(crate) deny_unknown_fields: bool,
}

impl Origin {
    pub(crate) fn of(attributes: &Attributes) -> Option<&Origin> {
        attributes.get_named_as(ORIGIN)
    }
}

/// Marks each field with its origin. An alias is taken from serde's attributes: it is a name for old clients, and would otherwise be
/// offered to new ones as well.
pub(crate) fn mark(types: &mut Types, kept: &HashMap<Reference, TypeConstraints>) {
    let nothing = TypeConstraints::default();
    types.iter_mut(|named| {
        let known = kept.get(&used_types::type_key(named)).unwrap_or(&nothing);
        match &mut named.ty {
            Some(DataType::Struct(object)) => fields(&mut object.fields, None, known),
            Some(DataType::Enum(choice)) => {
                for (name, variant) in &mut choice.variants {
                    fields(&mut variant.fields, Some(name), known);
                    mark_variant(variant);
                }
            }
            _ => {}
        }
    });
}

fn fields(fields: &mut Fields, variant: Option<&str>, known: &TypeConstraints) {
    let rules = |name: &str| {
        let found = known.rules.iter().find(|rules| rules.variant == variant && rules.field == name);
        found.map(|found| found.rules.clone()).unwrap_or_default()
    };
    match fields {
        Fields::Unit => {}
        Fields::Named(named) => {
            named
                .fields
                .iter_mut()
                .for_each(|(name, field)| mark_field(Some(name), rules(name), known.deny_unknown_fields, field));
        }
        Fields::Unnamed(unnamed) => {
            let numbered = unnamed.fields.iter_mut().enumerate();
            numbered.for_each(|(at, field)| mark_field(None, rules(&at.to_string()), known.deny_unknown_fields, field));
        }
    }
}

fn mark_field(name: Option<&str>, rules: Vec<Rule>, closed: bool, field: &mut Field) {
    let aliases = field.attributes.get_named_as::<Vec<String>>(ALIASES).cloned().unwrap_or_default();
    field.attributes.remove(ALIASES);
    // The mapping drops what `Option::is_none` may leave out and a declared type makes no `Option`.
    if !matches!(field.ty, Some(DataType::Nullable(_))) && field.attributes.contains_key(SKIP_SERIALIZING_IF) {
        field.attributes.insert(SKIP_SERIALIZING_IF, "by another".to_owned());
    }
    field
        .attributes
        .insert(ORIGIN, Origin { rust_name: name.map(str::to_owned), aliases, rules, deny_unknown_fields: closed });
}

/// Marks the aliases, which the mapping makes variants of.
fn mark_variant(variant: &mut Variant) {
    if let Some(aliases) = variant.attributes.get_named_as::<Vec<String>>(VARIANT_ALIASES) {
        let marked: Vec<String> = aliases.iter().map(|alias| format!("{ALIAS}{alias}")).collect();
        variant.attributes.insert(VARIANT_ALIASES, marked);
    }
}

/// The alias that a variant stands for, if it is none of its own.
pub(crate) fn alias_name(variant: &str) -> Option<&str> {
    variant.strip_prefix(ALIAS)
}
