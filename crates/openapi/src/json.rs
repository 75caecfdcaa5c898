//! JSON values whose members keep their insertion order, without serde_json's `preserve_order` feature, which would
//! apply to all crates in the dependency graph.

use std::ops::{Index, IndexMut};

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

/// Members of an object.
pub(crate) type Map = IndexMap<String, Json>;

/// JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    String(String),
    Array(Vec<Json>),
    Object(Map),
}

/// Builds a [`Json`] value from a literal. Rust expressions inside it must be parenthesized.
macro_rules! json {
    ({ $($name:tt: $value:tt),* $(,)? }) => {
        $crate::json::Json::Object($crate::json::Map::from_iter([$((String::from($name), $crate::json::json!($value))),*]))
    };
    ([ $($item:tt),* $(,)? ]) => { $crate::json::Json::Array(vec![$($crate::json::json!($item)),*]) };
    (($value:expr)) => { $crate::json::Json::from($value) };
    ($value:expr) => { $crate::json::Json::from($value) };
}
pub(crate) use json;

impl Json {
    /// Returns the member `name` of an object.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.get(name),
            _ => None,
        }
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.as_object_mut()?.get_mut(name)
    }

    /// Returns the members if the value is an object.
    pub(crate) fn as_object_mut(&mut self) -> Option<&mut Map> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the items if the value is an array.
    pub(crate) fn as_array_mut(&mut self) -> Option<&mut Vec<Json>> {
        match self {
            Json::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns `true` if the value is the string `text`.
    pub(crate) fn is_string(&self, text: &str) -> bool {
        matches!(self, Json::String(own) if own == text)
    }
}

impl Index<&str> for Json {
    type Output = Json;

    /// Returns the member `name`, or `null` if there is none.
    fn index(&self, name: &str) -> &Json {
        self.get(name).unwrap_or(&Json::Null)
    }
}

impl IndexMut<&str> for Json {
    /// Returns the member `name`, inserting `null` if it is missing. Replaces a value that is not an object with one.
    fn index_mut(&mut self, name: &str) -> &mut Json {
        if !matches!(self, Json::Object(_)) {
            *self = Json::Object(Map::new());
        }
        match self {
            Json::Object(members) => members.entry(name.to_owned()).or_insert(Json::Null),
            other => other,
        }
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(number) => number.serialize(serializer),
            Json::String(text) => serializer.serialize_str(text),
            Json::Array(items) => items.serialize(serializer),
            Json::Object(members) => members.serialize(serializer),
        }
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Json {
        Json::Array(items.into_iter().map(Into::into).collect())
    }
}

macro_rules! from {
    ($($type:ty => $make:expr),* $(,)?) => { $(impl From<$type> for Json {
        fn from(value: $type) -> Json {
            ($make)(value)
        }
    })* };
}

from! {
    &str => |text: &str| Json::String(text.to_owned()),
    &String => |text: &String| Json::String(text.clone()),
    String => Json::String,
    bool => Json::Bool,
    serde_json::Number => Json::Number,
    i32 => |number: i32| Json::Number(number.into()),
    i64 => |number: i64| Json::Number(number.into()),
    u64 => |number: u64| Json::Number(number.into()),
    usize => |number: usize| Json::Number(number.into()),
    Map => Json::Object,
}
