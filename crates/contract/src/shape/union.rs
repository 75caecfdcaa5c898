use serde::{Deserialize, Serialize};

use super::Shape;

/// One of several shapes: a Rust enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Union {
    /// Representation by which variants are distinguished.
    pub tagging: Tagging,
    /// Variants in declaration order. Each shape includes its tag.
    pub variants: Vec<Variant>,
}

/// Representation of an enum, in serde's terms.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tagging {
    /// External tag: the name of the only member, or a string for a unit variant.
    External,
    /// Internal or adjacent tag: a string in the member with this name.
    Tag(String),
    /// No tag: the first matching variant is used.
    Untagged,
}

/// Variant of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Variant {
    /// Name in JSON; empty if the union is untagged.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Shape of the entire value, including the tag.
    pub shape: Shape,
    /// Other names that the server accepts (`#[serde(alias)]`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// If `true`, unknown tags are read as this variant (`#[serde(other)]`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other: bool,
    /// Doc comment; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Note of the `#[deprecated]` attribute, if present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

impl Union {
    /// Returns the union with each variant's shape replaced by the result of `f`.
    #[must_use]
    pub fn map(&self, f: impl Fn(&Shape) -> Shape) -> Union {
        let variants = self.variants.iter();
        Union {
            tagging: self.tagging.clone(),
            variants: variants.map(|variant| Variant { shape: f(&variant.shape), ..variant.clone() }).collect(),
        }
    }
}
