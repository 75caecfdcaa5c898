//! Values of sort columns.

use sea_query::Value;
use serde::{Deserialize, Serialize};

/// Value of one sort column in one row.
///
/// A cursor contains one `SortValue` per sort column. [`Keyset::ascending`](crate::Keyset::ascending) and
/// [`Keyset::descending`](crate::Keyset::descending) accept every type that converts into it: `i64`, `f64`, `String`, `&str`
/// and `Option` of these.
///
/// # Example
///
/// ```
/// use isotype_sql::SortValue;
///
/// assert_eq!(SortValue::from(7), SortValue::Integer(7));
/// assert_eq!(SortValue::from(None::<String>), SortValue::Null);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SortValue {
    /// SQL `NULL`.
    #[serde(rename = "n")]
    Null,
    /// Value of a `BIGINT` column.
    #[serde(rename = "i")]
    Integer(i64),
    /// Bits of a `DOUBLE PRECISION` value, since JSON cannot represent NaN or infinity.
    #[serde(rename = "d")]
    Double(u64),
    /// Value of a `TEXT` column.
    #[serde(rename = "t")]
    Text(String),
}

impl SortValue {
    /// Returns the value to bind in a comparison, or `None` for `NULL`.
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
