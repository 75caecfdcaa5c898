//! A type in a few words.

use std::fmt;

use isotype_contract::{Shape, Union};

/// How many variants are named before the rest is counted.
const MAX_NAMED_VARIANTS: usize = 4;

pub(super) struct ShapeSummary<'a>(pub(super) &'a Shape);

impl fmt::Display for ShapeSummary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Literal(text) => write!(f, "{text:?}"),
            Shape::List(of) => write!(f, "list of {}", ShapeSummary(of)),
            Shape::Array { length, item: of } => write!(f, "{length} of {}", ShapeSummary(of)),
            Shape::Tuple(parts) => write!(f, "tuple of {}", parts.len()),
            Shape::Map { value, .. } => write!(f, "map of {}", ShapeSummary(value)),
            Shape::Entries { key, value } => write!(f, "pairs of {} and {}", ShapeSummary(key), ShapeSummary(value)),
            Shape::Nullable(inner) => write!(f, "{} or null", ShapeSummary(inner)),
            Shape::Object(_) | Shape::Intersection(_) => f.write_str("object"),
            Shape::Union(union) => one_of(f, union),
            Shape::Deferred(of) => write!(f, "later {}", ShapeSummary(of)),
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
    for (at, variant) in variants.iter().take(MAX_NAMED_VARIANTS).enumerate() {
        f.write_str(if at == 0 { "" } else { " | " })?;
        if variant.name.is_empty() {
            write!(f, "{}", ShapeSummary(&variant.shape))?
        } else {
            f.write_str(&variant.name)?
        }
    }
    match variants.len().saturating_sub(MAX_NAMED_VARIANTS) {
        0 => Ok(()),
        more => write!(f, " | {more} more"),
    }
}
