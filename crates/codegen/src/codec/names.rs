//! What the codecs of types are called.

use std::collections::{HashMap, HashSet};

use isotype_contract::{Contract, Shape};

use super::instantiations::Instantiations;
use crate::{markers, type_expression};

/// One name for each type that is coded: `Post`, `Page_Post`.
pub(crate) struct CodecNames(HashMap<Shape, String>);

impl CodecNames {
    pub(crate) fn new(contract: &Contract, uses: [&Instantiations<'_>; 2]) -> Self {
        let (mut names, mut taken) = (HashMap::new(), HashSet::new());
        let parts: Vec<&Shape> =
            uses.iter().flat_map(|uses| uses.order.iter().filter(|part| uses.needs_codec(part))).collect();
        // Those without arguments are called as they are.
        let (plain, generic): (Vec<&Shape>, Vec<&Shape>) =
            parts.into_iter().partition(|part| matches!(part, Shape::Type { arguments, .. } if arguments.is_empty()));
        for part in plain.into_iter().chain(generic) {
            if names.contains_key(part) {
                continue;
            }
            let wanted = identifier(&markers::strip(&type_expression::shape(part, contract, "")));
            let numbered = (2..).map(|number| format!("{wanted}_{number}"));
            let free = std::iter::once(wanted.clone()).chain(numbered).find(|name| !taken.contains(name));
            let name = free.unwrap_or(wanted);
            taken.insert(name.clone());
            names.insert(part.clone(), name);
        }
        CodecNames(names)
    }

    pub(crate) fn of(&self, part: &Shape) -> String {
        self.0.get(part).cloned().unwrap_or_default()
    }
}

/// The words of a type as one.
fn identifier(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_")
}
