//! JSON whose members keep the order in which they are written: a document is read by people, and serde_json keeps an order only where it
//! keeps one for everybody.

use std::ops::{Index, IndexMut};

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

/// The members of an object.
pub(crate) type Map = IndexMap<String, Json>;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Boolean(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Json>),
    Object(Map),
}

/// A value as one writes it; what is no JSON stands in parentheses.
macro_rules! json {
    ({ $($name:tt: $value:tt),* $(,)? }) => {
        $crate::json::Json::Object($crate::json::Map::from_iter([$((String::from($name), $crate::json::json!($value))),*]))
    };
    ([ $($item:tt),* $(,)? ]) => { $crate::json::Json::List(vec![$($crate::json::json!($item)),*]) };
    (($value:expr)) => { $crate::json::Json::from($value) };
    ($value:expr) => { $crate::json::Json::from($value) };
}
pub(crate) use json;

impl Json {
    /// The member of that name.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(members) => members.get(name),
            _ => None,
        }
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.members_mut()?.get_mut(name)
    }

    /// The members of an object.
    pub(crate) fn members_mut(&mut self) -> Option<&mut Map> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items of a list.
    pub(crate) fn items_mut(&mut self) -> Option<&mut Vec<Json>> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    /// Whether it is this text.
    pub(crate) fn is(&self, text: &str) -> bool {
        matches!(self, Json::Text(own) if own == text)
    }
}

impl Index<&str> for Json {
    type Output = Json;

    /// The member of that name; `null` where there is none.
    fn index(&self, name: &str) -> &Json {
        self.get(name).unwrap_or(&Json::Null)
    }
}

impl IndexMut<&str> for Json {
    /// The member of that name, which is added where there is none; what is no object becomes one.
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
            Json::Boolean(value) => serializer.serialize_bool(*value),
            Json::Number(number) => number.serialize(serializer),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(items) => items.serialize(serializer),
            Json::Object(members) => members.serialize(serializer),
        }
    }
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Json {
        Json::List(items.into_iter().map(Into::into).collect())
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
    &str => |text: &str| Json::Text(text.to_owned()),
    &String => |text: &String| Json::Text(text.clone()),
    String => Json::Text,
    bool => Json::Boolean,
    serde_json::Number => Json::Number,
    i32 => |number: i32| Json::Number(number.into()),
    i64 => |number: i64| Json::Number(number.into()),
    u64 => |number: u64| Json::Number(number.into()),
    usize => |number: usize| Json::Number(number.into()),
    Map => Json::Object,
}
