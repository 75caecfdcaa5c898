use serde::{Deserialize, Serialize};

use super::Shape;
use crate::Rule;

/// Object with named fields.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    /// Fields, in declaration order.
    pub fields: Vec<Field>,
    /// Shape of additional fields, if they are allowed (`#[serde(flatten)]` on a map).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub additional: Option<Box<Shape>>,
    /// If `true`, the server rejects unknown fields (`#[serde(deny_unknown_fields)]`, or an external tag).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub deny_unknown_fields: bool,
}

/// Field of an object.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// Name in JSON.
    pub name: String,
    /// Name in Rust, if it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rust_name: Option<String>,
    /// Shape of the value.
    pub shape: Shape,
    /// If `true`, the field may be missing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Other names that the server accepts (`#[serde(alias)]`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Validation rules for the value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Rule>,
    /// Doc comment; empty if there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub docs: String,
    /// Note of the `#[deprecated]` attribute, if present.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<String>,
}

impl Object {
    /// Returns the object with each shape replaced by the result of `f`.
    #[must_use]
    pub fn map(&self, f: impl Fn(&Shape) -> Shape) -> Object {
        Object {
            fields: self.fields.iter().map(|field| Field { shape: f(&field.shape), ..field.clone() }).collect(),
            additional: self.additional.as_ref().map(|shape| Box::new(f(shape))),
            deny_unknown_fields: self.deny_unknown_fields,
        }
    }
}

impl From<Vec<Field>> for Object {
    fn from(fields: Vec<Field>) -> Object {
        Object { fields, ..Object::default() }
    }
}
