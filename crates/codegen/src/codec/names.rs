//! Names of the codec constants in `index.js`.

use std::collections::{HashMap, HashSet};

use isotype_contract::{Contract, Shape};

use super::instantiations::Instantiations;
use crate::{markers, type_expression};

/// Codec names of the types that need a codec, for example `Post` or `Page_Post`.
pub(crate) struct CodecNames(HashMap<Shape, String>);

impl CodecNames {
    pub(crate) fn new(contract: &Contract, instantiations: [&Instantiations<'_>; 2]) -> Self {
        let (mut names, mut taken) = (HashMap::new(), HashSet::new());
        let parts: Vec<&Shape> =
            instantiations.iter().flat_map(|all| all.order.iter().filter(|part| all.needs_codec(part))).collect();
        // Types without arguments come first, so that they keep their own names.
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

    /// Returns the codec name of a type.
    pub(crate) fn of(&self, part: &Shape) -> String {
        self.0.get(part).cloned().unwrap_or_default()
    }
}

/// Joins the identifiers of a type expression with `_`.
fn identifier(text: &str) -> String {
    let identifiers = text.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|part| !part.is_empty());
    identifiers.collect::<Vec<_>>().join("_")
}
