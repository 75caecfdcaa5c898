//! Inputs before decoding.

use std::fmt;

use bytes::Bytes;
use isotype_protocol::{Code, ErrorResponse, MediaType};

use super::RawBody;
use crate::{CallError, integers::IntegerCodec};

/// Input of a call, as received by the transport.
#[non_exhaustive]
pub enum RawInput {
    /// JSON; empty if the input is absent.
    Json(Bytes),
    /// Form or raw bytes.
    Body(RawBody),
    /// Input that could not be read. The call fails only if its procedure reads the input.
    Failed(ErrorResponse),
}

impl RawInput {
    /// Converts wide integers that the client sent as strings into the numbers that serde expects.
    pub(crate) fn decode_integers(self, integers: &IntegerCodec) -> RawInput {
        match self {
            RawInput::Json(json) => RawInput::Json(integers.decode(&json).map_or(json, Bytes::from)),
            other => other,
        }
    }

    /// Returns the body if it has the given media type.
    pub(crate) fn into_body(self, media: MediaType) -> Result<RawBody, CallError> {
        let sent = match self {
            RawInput::Body(body) if MediaType::parse(body.content_type().as_bytes()) == Some(media) => return Ok(body),
            RawInput::Body(body) => body.content_type().to_owned(),
            RawInput::Json(_) => MediaType::Json.as_str().to_owned(),
            RawInput::Failed(ErrorResponse { code, message, .. }) => return Err(CallError::protocol(code, message)),
        };
        Err(media_type_mismatch(media, &sent))
    }
}

/// Returns the error for an input whose media type differs from the one the procedure takes.
pub(crate) fn media_type_mismatch(expected: MediaType, sent: &str) -> CallError {
    let expected = expected.as_str();
    CallError::protocol(Code::BadRequest, format!("invalid input: this procedure takes {expected}, not {sent}"))
}

impl fmt::Debug for RawInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RawInput::Json(json) => write!(f, "{} bytes of JSON", json.len()),
            RawInput::Body(body) => f.write_str(body.content_type()),
            RawInput::Failed(failure) => write!(f, "broken: {}", failure.message),
        }
    }
}

impl From<Bytes> for RawInput {
    fn from(json: Bytes) -> RawInput {
        RawInput::Json(json)
    }
}
