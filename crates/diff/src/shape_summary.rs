//! Short descriptions of shapes.

use std::fmt;

use isotype_contract::{Shape, Union};

/// Maximum number of variants that are listed by name. The rest is only counted.
const MAX_NAMED_VARIANTS: usize = 4;

/// Formats a shape in a few words.
pub(super) struct ShapeSummary<'a>(pub(super) &'a Shape);

impl fmt::Display for ShapeSummary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Literal(text) => write!(f, "{text:?}"),
            Shape::List(item) => write!(f, "list of {}", ShapeSummary(item)),
            Shape::Array { length, item } => write!(f, "array of {length} {}", ShapeSummary(item)),
            Shape::Tuple(parts) => write!(f, "tuple of {} items", parts.len()),
            Shape::Map { value, .. } => write!(f, "map of {}", ShapeSummary(value)),
            Shape::Entries { key, value } => write!(f, "pairs of {} and {}", ShapeSummary(key), ShapeSummary(value)),
            Shape::Nullable(inner) => write!(f, "{} or null", ShapeSummary(inner)),
            Shape::Object(_) | Shape::Intersection(_) => f.write_str("object"),
            Shape::Union(union) => write_variants(f, union),
            Shape::Deferred(inner) => write!(f, "deferred {}", ShapeSummary(inner)),
            Shape::Type { name, .. } | Shape::Parameter(name) => f.write_str(name),
            // Uses the same name as `contract.json`.
            Shape::Scalar(scalar) => {
                let json = serde_json::to_string(scalar).map_err(|_| fmt::Error)?;
                f.write_str(json.trim_matches('"'))
            }
        }
    }
}

fn write_variants(f: &mut fmt::Formatter<'_>, Union { variants, .. }: &Union) -> fmt::Result {
    for (index, variant) in variants.iter().take(MAX_NAMED_VARIANTS).enumerate() {
        f.write_str(if index == 0 { "" } else { " | " })?;
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
