//! Where a row stands in a list.

use sea_query::Value;
use serde::{Deserialize, Serialize};

/// What one sort column of a row holds, as a cursor carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Key {
    /// `NULL`.
    #[serde(rename = "n")]
    Null,
    /// Of a column of integers.
    #[serde(rename = "i")]
    Integer(i64),
    /// Of a column of doubles, by its bits: JSON has no word for some of them.
    #[serde(rename = "d")]
    Double(u64),
    /// Of a column of texts.
    #[serde(rename = "t")]
    Text(String),
}

impl Key {
    /// What a statement compares with; nothing for `NULL`, with which nothing compares.
    pub(super) fn value(&self) -> Option<Value> {
        match self {
            Key::Null => None,
            Key::Integer(integer) => Some((*integer).into()),
            Key::Double(bits) => Some(f64::from_bits(*bits).into()),
            Key::Text(text) => Some(text.as_str().into()),
        }
    }
}

impl From<i64> for Key {
    fn from(integer: i64) -> Key {
        Key::Integer(integer)
    }
}

impl From<f64> for Key {
    fn from(double: f64) -> Key {
        Key::Double(double.to_bits())
    }
}

impl From<String> for Key {
    fn from(text: String) -> Key {
        Key::Text(text)
    }
}

impl From<&str> for Key {
    fn from(text: &str) -> Key {
        Key::Text(text.to_owned())
    }
}

impl<T: Into<Key>> From<Option<T>> for Key {
    fn from(value: Option<T>) -> Key {
        value.map_or(Key::Null, Into::into)
    }
}
