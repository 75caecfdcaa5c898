//! Serialization that rejects numbers JSON or JavaScript cannot represent.
//!
//! serde_json writes 2⁵³ + 1 as it is, and `JSON.parse` rounds it to 2⁵³. It writes NaN as `null`. Its `Formatter` does
//! not see the location of either, so this module wraps the serializer.

mod serializer;
mod compound;
mod path;

use std::cell::Cell;

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

pub(crate) use path::{format_path, index_segment, key_segment, prepend_path};
use serializer::LosslessSerializer;
pub(crate) use serializer::{MAX_SAFE_INTEGER, unsafe_integer_error};

thread_local! {
    /// If `true`, integers of any size are accepted.
    static ALLOWS_WIDE_INTEGERS: Cell<bool> = const { Cell::new(false) };
}

/// Runs `write` with integers of any size accepted or rejected. They are accepted where an
/// [`IntegerCodec`](crate::integers::IntegerCodec) checks them afterwards.
pub(crate) fn with_wide_integers<T>(is_wide: bool, write: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            ALLOWS_WIDE_INTEGERS.set(self.0);
        }
    }
    let _restore = Restore(ALLOWS_WIDE_INTEGERS.replace(is_wide));
    write()
}

/// Returns `true` if integers of any size are accepted.
pub(crate) fn allows_wide_integers() -> bool {
    ALLOWS_WIDE_INTEGERS.get()
}

/// JSON that was serialized before its receiver was known.
#[derive(Debug)]
pub(crate) struct SerializedJson {
    pub(crate) json: Box<RawValue>,
    /// Error for receivers that get wide integers as numbers.
    pub(crate) wide_integer_error: Option<String>,
}

impl SerializedJson {
    pub(crate) fn new(value: &(impl Serialize + ?Sized)) -> serde_json::Result<SerializedJson> {
        match with_wide_integers(false, || to_raw_value(&Lossless(value))) {
            Ok(json) => Ok(SerializedJson { json, wide_integer_error: None }),
            Err(error) => {
                let json = with_wide_integers(true, || to_raw_value(&Lossless(value)))?;
                Ok(SerializedJson { json, wide_integer_error: Some(error.to_string()) })
            }
        }
    }
}

/// Value to be serialized for a caller. Serialization fails if the JSON would not represent the value.
///
/// A `RawValue`, which is already JSON, is not checked.
#[derive(Debug)]
pub struct Lossless<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Lossless<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(LosslessSerializer(serializer))
    }
}

#[cfg(test)]
mod tests;
