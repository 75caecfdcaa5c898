//! Inputs of procedures.

mod decode_error;
mod raw_body;
mod raw_input;
mod sensitive;

use std::{
    any::TypeId,
    convert::Infallible,
    future::{Future, ready},
};

use isotype_contract::InputEncoding;
use isotype_lowering::{Registry, Type, TypeDescription};
use isotype_protocol::{Code, ErrorResponse, MediaType};
use serde::de::DeserializeOwned;

pub use raw_body::RawBody;
pub(crate) use raw_body::collect;
pub use raw_input::RawInput;
pub(crate) use raw_input::media_type_mismatch;
pub use sensitive::Sensitive;

use crate::{CallError, ProcedureError};

/// Input of a procedure: a type that implements [`serde::Deserialize`] and [`Type`], a [`Form`](crate::Form), a
/// [`RawBody`], or [`Valid`](crate::Valid) around one of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the input of a procedure",
    label = "not an `Input`",
    note = "derive `serde::Deserialize` and `isotype::Type`; for `Valid<T>`, also `garde::Validate` and `isotype::Constraints`"
)]
pub trait Input: Sized + Send + 'static {
    /// Error returned if an input decodes but is rejected, for example by validation.
    type Error: ProcedureError;

    /// Encoding in which clients send the input.
    const ENCODING: InputEncoding = InputEncoding::Json;

    /// Decodes the input.
    ///
    /// # Errors
    ///
    /// Returns [`CallError`] if the input does not match the type, or fails validation.
    fn decode(raw: RawInput) -> impl Future<Output = Result<Self, CallError>> + Send;

    /// Adds the type to the contract.
    fn describe(registry: &mut Registry) -> TypeDescription;
}

impl<T: DeserializeOwned + Type + Send + 'static> Input for T {
    type Error = Infallible;

    fn decode(raw: RawInput) -> impl Future<Output = Result<T, CallError>> + Send {
        ready(decode_json(raw))
    }

    fn describe(registry: &mut Registry) -> TypeDescription {
        registry.describe::<T>()
    }
}

/// Decodes a JSON input.
///
/// An absent input is decoded as `null`, then as `{}`. `()` accepts any input, because clients add fields of their own:
/// TanStack's infinite queries send `cursor` and `direction` to every procedure.
pub(crate) fn decode_json<T: DeserializeOwned + 'static>(raw: RawInput) -> Result<T, CallError> {
    let absent = || serde_json::from_slice(b"null").or_else(|_| serde_json::from_slice(b"{}"));
    let missing = |_| CallError::protocol(Code::BadRequest, "the input is missing");
    match raw {
        _ if TypeId::of::<T>() == TypeId::of::<()>() => absent().map_err(missing),
        RawInput::Json(json) if json.is_empty() => absent().map_err(missing),
        RawInput::Json(json) => {
            let invalid = |error| CallError::protocol(Code::BadRequest, format!("invalid input: {error}"));
            // One UTF-8 check of the whole text is faster than one per string.
            match std::str::from_utf8(&json) {
                Ok(json) => serde_json::from_str(json)
                    .map_err(|error| invalid(decode_error::describe_decode_error(json, &error))),
                Err(error) => Err(invalid(error.to_string())),
            }
        }
        RawInput::Body(body) => Err(media_type_mismatch(MediaType::Json, body.content_type())),
        RawInput::Failed(ErrorResponse { code, message, .. }) => Err(CallError::protocol(code, message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode<T: DeserializeOwned + 'static>(json: &'static [u8]) -> Result<T, CallError> {
        decode_json(RawInput::Json(json.into()))
    }

    #[test]
    fn decodes_an_absent_input_as_null_or_an_empty_object() {
        #[derive(Debug, PartialEq, serde::Deserialize)]
        struct Page {
            limit: Option<u8>,
        }
        assert_eq!(decode::<Option<u8>>(b"").unwrap(), None);
        assert_eq!(decode::<Page>(b"").unwrap(), Page { limit: None });
        assert_eq!(decode::<u8>(b"").unwrap_err().code(), Code::BadRequest);
    }

    #[test]
    fn decodes_anything_as_unit() {
        assert!(decode::<()>(b"{bad").is_ok());
        assert!(decode_json::<()>(RawInput::Failed(ErrorResponse::new(Code::PayloadTooLarge, "too large"))).is_ok());
    }

    #[test]
    fn rejects_trailing_characters() {
        assert!(decode::<u8>(b"1 2").is_err());
    }
}
