//! A type in a few words.

use std::fmt;

use isotype_contract::{Shape, Union};

/// How many variants are named before the rest is counted.
const NAMED: usize = 4;

pub(super) struct Words<'a>(pub(super) &'a Shape);

impl fmt::Display for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Literal(text) => write!(f, "{text:?}"),
            Shape::List(of) => write!(f, "list of {}", Words(of)),
            Shape::Array { length, of } => write!(f, "{length} of {}", Words(of)),
            Shape::Tuple(parts) => write!(f, "tuple of {}", parts.len()),
            Shape::Map { value, .. } => write!(f, "map of {}", Words(value)),
            Shape::Entries { key, value } => write!(f, "pairs of {} and {}", Words(key), Words(value)),
            Shape::Nullable(inner) => write!(f, "{} or null", Words(inner)),
            Shape::Object(_) | Shape::All(_) => f.write_str("object"),
            Shape::Union(union) => one_of(f, union),
            Shape::Later(of) => write!(f, "later {}", Words(of)),
            Shape::Type { name, .. } | Shape::Parameter(name) => f.write_str(name),
            // As the contract's file has it.
            Shape::Scalar(scalar) => {
                let json = serde_json::to_string(scalar).map_err(|_| fmt::Error)?;
                f.write_str(json.trim_matches('"'))
            }
        }
    }
}

fn one_of(f: &mut fmt::Formatter<'_>, Union { variants, .. }: &Union) -> fmt::Result {
    for (at, variant) in variants.iter().take(NAMED).enumerate() {
        f.write_str(if at == 0 { "" } else { " | " })?;
        if variant.name.is_empty() { write!(f, "{}", Words(&variant.shape))? } else { f.write_str(&variant.name)? }
    }
    match variants.len().saturating_sub(NAMED) {
        0 => Ok(()),
        more => write!(f, " | {more} more"),
    }
}
