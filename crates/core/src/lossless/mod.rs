//! Serialization that rejects numbers that JSON or JavaScript cannot represent.
//!
//! serde_json writes 2⁵³ + 1 unchanged, and `JSON.parse` rounds it to 2⁵³. It writes NaN as `null`. Its `Formatter`
//! does not know the path of a value, so this module wraps the serializer instead.

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

/// Runs `write`, and accepts integers of any size if `is_wide` is `true`. In that case, an
/// [`IntegerCodec`](crate::integers::IntegerCodec) must check them afterwards or convert them into strings.
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

/// JSON that was serialized before its recipient was known.
#[derive(Debug)]
pub(crate) struct SerializedJson {
    pub(crate) json: Box<RawValue>,
    /// Error for recipients that expect integers as numbers, if the JSON contains unsafe ones.
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

/// Wrapper that serializes a value for a caller. Serialization fails if the JSON would not represent the value exactly.
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
