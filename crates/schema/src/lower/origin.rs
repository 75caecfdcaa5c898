//! What the mapping of serde's attributes would lose of a field or a variant, kept with it.

use std::collections::HashMap;

use specta::{
    Types,
    datatype::{Attributes, DataType, Field, Fields, Reference, Variant},
};

use super::reach;
use crate::{FieldRules, Rule};

const ALIASES: &str = "serde:field:aliases";
const VARIANT_ALIASES: &str = "serde:variant:aliases";
const ORIGIN: &str = "isotype:origin";
/// Begins the name of a variant that is an alias of the one before it: nothing else of a variant comes through the mapping.
const ALIAS: char = '\0';

/// Where a member comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Origin {
    /// Its name in Rust, where it has one.
    pub(crate) rust: Option<String>,
    /// The other names under which it is read.
    pub(crate) aliases: Vec<String>,
    /// What its value must keep to.
    pub(crate) rules: Vec<Rule>,
}

impl Origin {
    pub(crate) fn of(attributes: &Attributes) -> Option<&Origin> {
        attributes.get_named_as(ORIGIN)
    }
}

/// Marks each field with its origin. An alias is taken from serde's attributes: it is a name for old clients, and would otherwise be
/// offered to new ones as well.
pub(crate) fn mark(types: &mut Types, rules: &HashMap<Reference, Vec<FieldRules>>) {
    types.iter_mut(|named| {
        let known = rules.get(&reach::key(named)).map_or(&[][..], Vec::as_slice);
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

fn fields(fields: &mut Fields, variant: Option<&str>, known: &[FieldRules]) {
    let rules = |name: &str| {
        let found = known.iter().find(|rules| rules.variant == variant && rules.field == name);
        found.map(|found| found.rules.clone()).unwrap_or_default()
    };
    match fields {
        Fields::Unit => {}
        Fields::Named(named) => {
            named.fields.iter_mut().for_each(|(name, field)| mark_field(Some(name), rules(name), field));
        }
        Fields::Unnamed(unnamed) => {
            let numbered = unnamed.fields.iter_mut().enumerate();
            numbered.for_each(|(at, field)| mark_field(None, rules(&at.to_string()), field));
        }
    }
}

fn mark_field(name: Option<&str>, rules: Vec<Rule>, field: &mut Field) {
    let aliases = field.attributes.get_named_as::<Vec<String>>(ALIASES).cloned().unwrap_or_default();
    field.attributes.remove(ALIASES);
    field.attributes.insert(ORIGIN, Origin { rust: name.map(str::to_owned), aliases, rules });
}

/// Marks the aliases, which the mapping makes variants of.
fn mark_variant(variant: &mut Variant) {
    if let Some(aliases) = variant.attributes.get_named_as::<Vec<String>>(VARIANT_ALIASES) {
        let marked: Vec<String> = aliases.iter().map(|alias| format!("{ALIAS}{alias}")).collect();
        variant.attributes.insert(VARIANT_ALIASES, marked);
    }
}

/// The alias that a variant stands for, if it is none of its own.
pub(crate) fn alias(variant: &str) -> Option<&str> {
    variant.strip_prefix(ALIAS)
}
