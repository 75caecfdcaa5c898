use serde::{Deserialize, Serialize};

use super::Shape;
use crate::Rule;

/// An object whose members have names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Object {
    /// The members, in the order of their declaration.
    pub fields: Vec<Field>,
    /// What every other member is, where any others may be (`#[serde(flatten)]` on a map).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional: Option<Box<Shape>>,
    /// Whether the server is known to refuse members that it does not know (`#[serde(deny_unknown_fields)]`, an external tag).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deny_unknown_fields: bool,
}

/// One member.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// Its name on the wire.
    pub name: String,
    /// Its name in Rust, where that is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust_name: Option<String>,
    /// What it is.
    pub shape: Shape,
    /// Whether it may be missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Other names under which the server reads it (`#[serde(alias)]`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What its value must keep to, beyond its shape.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Its doc comment, empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// The note of `#[deprecated]`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

impl Object {
    /// The same object with other shapes.
    #[must_use]
    pub fn map(&self, f: impl Fn(&Shape) -> Shape) -> Object {
        Object {
            fields: self.fields.iter().map(|field| Field { shape: f(&field.shape), ..field.clone() }).collect(),
            additional: self.additional.as_ref().map(|rest| Box::new(f(rest))),
            deny_unknown_fields: self.deny_unknown_fields,
        }
    }
}

impl From<Vec<Field>> for Object {
    fn from(fields: Vec<Field>) -> Object {
        Object { fields, ..Object::default() }
    }
}
