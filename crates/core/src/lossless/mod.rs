//! JSON that JavaScript reads as what Rust wrote: a number that it would round, or that JSON has no word for, is refused
//! under the path of its field.
//!
//! serde_json would write 2⁵³ + 1 as it is, for `JSON.parse` to make 2⁵³ of, and NaN as `null`. Its `Formatter` sees the
//! one but not the other, and neither's place; so what goes around is the serializer.

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
    /// Whether integers of any size are let through.
    static ALLOWS_WIDE_INTEGERS: Cell<bool> = const { Cell::new(false) };
}

/// Writes with integers of any size let through or not: they are, where [`Digits`](crate::integers::IntegerCodec) looks at them afterwards.
pub(crate) fn with_wide_integers<T>(is_wide: bool, write: impl FnOnce() -> T) -> T {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            ALLOWS_WIDE_INTEGERS.set(self.0);
        }
    }
    let _before = Before(ALLOWS_WIDE_INTEGERS.replace(is_wide));
    write()
}

/// Whether integers of any size are let through.
pub(crate) fn allows_wide_integers() -> bool {
    ALLOWS_WIDE_INTEGERS.get()
}

/// JSON that is written before it is known for whom.
#[derive(Debug)]
pub(crate) struct SerializedJson {
    pub(crate) json: Box<RawValue>,
    /// Why it cannot go to one who gets wide integers as numbers.
    pub(crate) wide_integer_error: Option<String>,
}

impl SerializedJson {
    pub(crate) fn new(value: &(impl Serialize + ?Sized)) -> serde_json::Result<SerializedJson> {
        match with_wide_integers(false, || to_raw_value(&Lossless(value))) {
            Ok(json) => Ok(SerializedJson { json, wide_integer_error: None }),
            Err(refusal) => {
                let json = with_wide_integers(true, || to_raw_value(&Lossless(value)))?;
                Ok(SerializedJson { json, wide_integer_error: Some(refusal.to_string()) })
            }
        }
    }
}

/// A value as it is written to a caller: fails where its JSON would lie.
///
/// JSON that is already written, as a `RawValue`, is left as it is.
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
