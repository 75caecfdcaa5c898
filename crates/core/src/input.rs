//! From the request's bytes to a procedure's second argument.

use std::{any::TypeId, convert::Infallible};

use isotype_schema::{Registry, Shape, Type};
use serde::de::DeserializeOwned;

use crate::ProcedureError;

/// What a procedure can take: anything that serde decodes and specta describes, or [`Valid`](crate::Valid) of it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the input of a procedure",
    label = "not an `Input`",
    note = "derive `serde::Deserialize` and `isotype::Type` for it; for `Valid<T>`, also `garde::Validate`"
)]
pub trait Input: Sized + Send + 'static {
    /// What it refuses with, beyond input that does not decode.
    type Error: ProcedureError;

    /// Decodes straight from the request's bytes; an absent input is empty.
    ///
    /// # Errors
    ///
    /// When the bytes are not JSON of this shape, or break a rule.
    fn decode(raw: &[u8]) -> Result<Self, InputError<Self::Error>>;

    /// Adds the type to the contract.
    fn describe(registry: &mut Registry) -> Shape;
}

/// Why an input was not taken.
#[derive(Debug)]
pub enum InputError<E> {
    /// It does not decode; for a person.
    Malformed(String),
    /// It decodes and is refused.
    Refused(E),
}

impl<T: DeserializeOwned + Type + Send + 'static> Input for T {
    type Error = Infallible;

    fn decode(raw: &[u8]) -> Result<T, InputError<Infallible>> {
        decode_json(raw).map_err(InputError::Malformed)
    }

    fn describe(registry: &mut Registry) -> Shape {
        registry.shape::<T>()
    }
}

/// Decodes JSON. An absent input counts as `null`; `()` takes whatever was sent, since clients add fields of their own
/// (TanStack's infinite queries: `cursor`, `direction`) to procedures that read none.
pub(crate) fn decode_json<T: DeserializeOwned + 'static>(raw: &[u8]) -> Result<T, String> {
    if raw.is_empty() || TypeId::of::<T>() == TypeId::of::<()>() {
        return serde_json::from_slice(b"null").map_err(|_| "the input is missing".to_owned());
    }
    serde_json::from_slice(raw).map_err(|error| format!("invalid input: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_is_null() {
        assert_eq!(decode_json::<Option<u8>>(b"").unwrap(), None);
        assert_eq!(decode_json::<u8>(b"").unwrap_err(), "the input is missing");
    }

    #[test]
    fn unit_takes_anything() {
        assert!(decode_json::<()>(b"{bad").is_ok());
    }

    #[test]
    fn trailing_characters_are_refused() {
        assert!(decode_json::<u8>(b"1 2").unwrap_err().contains("trailing characters"));
    }
}
