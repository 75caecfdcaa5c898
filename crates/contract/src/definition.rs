use serde::{Deserialize, Serialize};

use crate::{Rule, Shape, SourceLocation};

/// A named type of the contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Definition {
    /// Its name in everything generated. A type that the server reads otherwise than it writes is told twice:
    /// `Post` is written, `PostInput` read.
    pub name: String,
    /// Its path in Rust.
    pub rust_path: String,
    /// Where its derive stands.
    #[serde(skip)]
    pub source: SourceLocation,
    /// Its doc comment, empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The note of `#[deprecated]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// The names of its parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// Whether it is a name for a scalar that no other should be taken for: an id, an address.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub branded: bool,
    /// What its values are.
    pub shape: Shape,
    /// What its values must keep to, where its fields have no names of their own to say it at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}
