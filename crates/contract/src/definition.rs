use serde::{Deserialize, Serialize};

use crate::{Rule, Shape, SourceLocation};

/// Named type in a contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    /// Name in generated code. A type whose serialized and deserialized forms differ has two definitions: `Post` for
    /// output and `PostInput` for input.
    pub name: String,
    /// Path of the Rust type.
    pub rust_path: String,
    /// Source location of the type's derive.
    #[serde(skip)]
    pub source: SourceLocation,
    /// Doc comment; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Note of the `#[deprecated]` attribute, if present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
    /// Names of the type parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<String>,
    /// If `true`, the type is a branded scalar, such as an id: TypeScript does not accept other branded types in its
    /// place.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub branded: bool,
    /// Shape of the type's values.
    pub shape: Shape,
    /// Validation rules of a tuple struct. Its fields have no names to which the rules could be attached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
}
