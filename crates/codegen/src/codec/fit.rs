//! Unions that nothing tells but what they are made of.

use std::collections::BTreeSet;

use isotype_contract::{Shape, Union};

use super::{
    expression::{Printer, SAME, texts},
    look::Look,
};
use crate::{marks, text};

/// One of the union's variants.
struct Alternative<'a> {
    shape: &'a Shape,
    look: Look,
    codec: Option<String>,
}

impl Alternative<'_> {
    /// Whether one of `other`'s values may be taken for one of this, where that makes a difference.
    fn hides(&self, other: &Alternative<'_>) -> bool {
        self.codec != other.codec && self.look.admits(&other.look)
    }

    fn print(&self) -> String {
        let Look { json, value, has, .. } = &self.look;
        let of = self.codec.as_deref().unwrap_or(SAME);
        let has = if has.is_empty() { String::new() } else { format!("has: {}, ", texts(has)) };
        format!("{{ json: {}, value: {}, {has}of: {of} }}", texts(json), texts(value))
    }
}

/// A codec that tries them in an order in which none hides another. Complains where there is no such order.
pub(crate) fn expression(printer: &mut Printer<'_>, union: &Union) -> Option<String> {
    let mut left = Vec::new();
    for variant in &union.variants {
        let look = Look::of(&variant.shape, printer.contract);
        left.push(Alternative { shape: &variant.shape, look, codec: printer.expression(&variant.shape) });
    }
    let mut ordered: Vec<Alternative<'_>> = Vec::new();
    while left.iter().any(|one| one.codec.is_some()) {
        let Some(next) = left.iter().position(|one| !left.iter().any(|other| one.hides(other))) else {
            complain(printer, &left);
            break;
        };
        ordered.push(left.remove(next));
    }
    // What comes after the last that is coded travels as it is, like everything that fits none.
    let printed = ordered.iter().map(Alternative::print).collect::<Vec<_>>().join(", ");
    let is_coded = ordered.iter().chain(&left).any(|one| one.codec.is_some());
    is_coded.then(|| format!("$.fit({printed})"))
}

fn complain(printer: &mut Printer<'_>, left: &[Alternative<'_>]) {
    let hidden = left.iter().filter(|one| left.iter().any(|other| one.hides(other) || other.hides(one)));
    let told: BTreeSet<String> = hidden
        .map(|one| format!("`{}`", marks::strip(&text::shape(one.shape, printer.contract, "")).replace('\n', " ")))
        .collect();
    let told = told.into_iter().collect::<Vec<_>>().join(" and ");
    printer.complain(&format!(
        "{told} look alike in JSON, so that nobody could tell which of them to make of a value. Tag the enum, for example with \
         `#[serde(tag = \"type\")]`, or give each variant a field that the others do not have"
    ));
}
