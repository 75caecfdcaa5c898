//! JSON that JavaScript reads as what Rust wrote: a number that it would round, or that JSON has no word for, is refused
//! under the path of its field.
//!
//! serde_json would write 2⁵³ + 1 as it is, for `JSON.parse` to make 2⁵³ of, and NaN as `null`. Its `Formatter` sees the
//! one but not the other, and neither's place; so what goes around is the serializer.

mod serializer;
mod compound;
mod place;

use serde::{Serialize, Serializer};

use crate::CallError;
use serializer::Checked;

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
    pub(crate) fn unwritten(error: &serde_json::Error) -> CallError {
        CallError::internal(place::explain(&error.to_string()))
    }
}

#[cfg(test)]
mod tests;
