//! JSON that JavaScript reads as what Rust wrote: a number that it would round, or that JSON has no word for, is refused
//! under the path of its field.
//!
//! serde_json would write 2⁵³ + 1 as it is, for `JSON.parse` to make 2⁵³ of, and NaN as `null`. Its `Formatter` sees the
//! one but not the other, and neither's place; so what goes around is the serializer.

mod serializer;
mod compound;
mod place;

use std::cell::Cell;

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use crate::CallError;
pub(crate) use place::{element, entry, within};
use serializer::Checked;
pub(crate) use serializer::{SAFE, beyond};

thread_local! {
    /// Whether integers of any size are let through.
    static WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Writes with integers of any size let through or not: they are, where [`Digits`](crate::digits::Digits) looks at them afterwards.
pub(crate) fn wide<T>(is_wide: bool, write: impl FnOnce() -> T) -> T {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            WIDE.set(self.0);
        }
    }
    let _before = Before(WIDE.replace(is_wide));
    write()
}

/// Whether integers of any size are let through.
pub(crate) fn is_wide() -> bool {
    WIDE.get()
}

/// JSON that is written before it is known for whom.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) json: Box<RawValue>,
    /// Why it cannot go to one who gets wide integers as numbers.
    pub(crate) beyond: Option<String>,
}

impl Raw {
    pub(crate) fn of(value: &(impl Serialize + ?Sized)) -> serde_json::Result<Raw> {
        match wide(false, || to_raw_value(&Exact(value))) {
            Ok(json) => Ok(Raw { json, beyond: None }),
            Err(refusal) => {
                let json = wide(true, || to_raw_value(&Exact(value)))?;
                Ok(Raw { json, beyond: Some(refusal.to_string()) })
            }
        }
    }
}

/// A value as it is written to a caller: fails where its JSON would lie.
///
/// JSON that is already written, as a `RawValue`, is left as it is.
#[derive(Debug)]
pub struct Exact<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Exact<'_, T> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(Checked(serializer))
    }
}

impl CallError {
    /// The failure of a call whose output could not be written.
    pub(crate) fn unwritten(error: &str) -> CallError {
        CallError::internal(place::explain(error))
    }
}

#[cfg(test)]
mod tests;
