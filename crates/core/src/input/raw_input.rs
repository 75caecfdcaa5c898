//! What a call brings, before it is a procedure's second argument.

use std::fmt;

use bytes::Bytes;
use isotype_protocol::{Code, ErrorResponse, MediaType};

use super::RawBody;
use crate::{CallError, integers::IntegerCodec};

/// An input as it came.
#[non_exhaustive]
pub enum RawInput {
    /// JSON; empty when it is absent.
    Json(Bytes),
    /// What a form or raw bytes come in, as it arrives.
    Body(RawBody),
    /// It could not be read. Only a procedure that reads its input fails by it.
    Failed(ErrorResponse),
}

impl RawInput {
    /// Converts wide integers that the client sent as strings into numbers, which serde reads.
    pub(crate) fn decode_integers(self, integers: &IntegerCodec) -> RawInput {
        match self {
            RawInput::Json(json) => RawInput::Json(integers.decode(&json).map_or(json, Bytes::from)),
            other => other,
        }
    }

    /// The body, for a procedure that takes one of that kind.
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

/// The refusal of an input that is of another kind than the procedure takes.
pub(crate) fn media_type_mismatch(takes: MediaType, sent: &str) -> CallError {
    let takes = takes.as_str();
    CallError::protocol(Code::BadRequest, format!("invalid input: this procedure takes {takes}, not {sent}"))
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
