//! Where a row stands in a list.

use sea_query::Value;
use serde::{Deserialize, Serialize};

/// What one sort column of a row holds, as a cursor carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortValue {
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

impl SortValue {
    /// What a statement compares with; nothing for `NULL`, with which nothing compares.
    pub(super) fn value(&self) -> Option<Value> {
        match self {
            SortValue::Null => None,
            SortValue::Integer(integer) => Some((*integer).into()),
            SortValue::Double(bits) => Some(f64::from_bits(*bits).into()),
            SortValue::Text(text) => Some(text.as_str().into()),
        }
    }
}

impl From<i64> for SortValue {
    fn from(integer: i64) -> SortValue {
        SortValue::Integer(integer)
    }
}

impl From<f64> for SortValue {
    fn from(double: f64) -> SortValue {
        SortValue::Double(double.to_bits())
    }
}

impl From<String> for SortValue {
    fn from(text: String) -> SortValue {
        SortValue::Text(text)
    }
}

impl From<&str> for SortValue {
    fn from(text: &str) -> SortValue {
        SortValue::Text(text.to_owned())
    }
}

impl<T: Into<SortValue>> From<Option<T>> for SortValue {
    fn from(value: Option<T>) -> SortValue {
        value.map_or(SortValue::Null, Into::into)
    }
}
