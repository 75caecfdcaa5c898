//! Codecs of untagged unions.

use std::collections::BTreeSet;

use isotype_contract::{Shape, Union};

use super::{
    discriminants::Discriminants,
    expression::{CodecWriter, IDENTITY, string_array},
};
use crate::{markers, type_expression};

/// Variant of the union, with its codec.
struct Alternative<'a> {
    shape: &'a Shape,
    discriminants: Discriminants,
    codec: Option<String>,
}

impl Alternative<'_> {
    /// Returns `true` if a value of `other` may also match this variant, which would decode it differently.
    fn shadows(&self, other: &Alternative<'_>) -> bool {
        self.codec != other.codec && self.discriminants.may_match(&other.discriminants)
    }

    fn print(&self) -> String {
        let Discriminants { json_kinds: json, value_kinds: value, required_members: has, .. } = &self.discriminants;
        let of = self.codec.as_deref().unwrap_or(IDENTITY);
        let has = if has.is_empty() { String::new() } else { format!("requiredKeys: {}, ", string_array(has)) };
        format!("{{ jsonTypes: {}, valueTypes: {}, {has}codec: {of} }}", string_array(json), string_array(value))
    }
}

/// Returns a codec that tries the variants in an order in which none shadows a later one. Reports an error if no such
/// order exists.
pub(crate) fn expression(printer: &mut CodecWriter<'_>, union: &Union) -> Option<String> {
    let mut left = Vec::new();
    for variant in &union.variants {
        let discriminants = Discriminants::of_shape(&variant.shape, printer.contract);
        left.push(Alternative { shape: &variant.shape, discriminants, codec: printer.expression(&variant.shape) });
    }
    let mut ordered: Vec<Alternative<'_>> = Vec::new();
    while left.iter().any(|one| one.codec.is_some()) {
        let Some(next) = left.iter().position(|one| !left.iter().any(|other| one.shadows(other))) else {
            report_ambiguity(printer, &left);
            break;
        };
        ordered.push(left.remove(next));
    }
    // Variants after the last one with a codec are left out, since unmatched values are passed through.
    let printed = ordered.iter().map(Alternative::print).collect::<Vec<_>>().join(", ");
    let is_coded = ordered.iter().chain(&left).any(|one| one.codec.is_some());
    is_coded.then(|| format!("$.untagged({printed})"))
}

fn report_ambiguity(printer: &mut CodecWriter<'_>, left: &[Alternative<'_>]) {
    let ambiguous = left.iter().filter(|one| left.iter().any(|other| one.shadows(other) || other.shadows(one)));
    let types: BTreeSet<String> = ambiguous
        .map(|one| {
            format!("`{}`", markers::strip(&type_expression::shape(one.shape, printer.contract, "")).replace('\n', " "))
        })
        .collect();
    let types = types.into_iter().collect::<Vec<_>>().join(" and ");
    printer.report(&format!(
        "{types} are indistinguishable in JSON; tag the enum, for example with `#[serde(tag = \"type\")]`, or give each variant \
         a field that the others lack"
    ));
}
