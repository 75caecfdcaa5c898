use serde::{Deserialize, Serialize};

use super::Shape;

/// One of several shapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Union {
    /// How a reader tells which.
    pub tagging: Tagging,
    /// The shapes, in the order of their declaration; each whole, with its tag.
    pub variants: Vec<Variant>,
}

/// How a reader tells which of its variants a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tagging {
    /// By the only member's name, or by the string itself where a variant holds nothing (serde's external tag).
    External,
    /// By a member of this name, a string (serde's internal and adjacent tags).
    Tag(String),
    /// By what it is made of: the first variant that fits (serde's untagged).
    Untagged,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Variant {
    /// Its name on the wire; empty where only its shape tells it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The whole value.
    pub shape: Shape,
    /// Other names under which the server reads it (`#[serde(alias)]`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Whether every other tag means this variant too (`#[serde(other)]`).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub other: bool,
    /// Its doc comment, empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The note of `#[deprecated]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

impl Union {
    /// The same union with other shapes.
    #[must_use]
    pub fn map(&self, f: impl Fn(&Shape) -> Shape) -> Union {
        let variants = self.variants.iter();
        Union {
            tagging: self.tagging.clone(),
            variants: variants.map(|variant| Variant { shape: f(&variant.shape), ..variant.clone() }).collect(),
        }
    }
}
