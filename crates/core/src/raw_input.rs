//! What a call brings, before it is a procedure's second argument.

use std::fmt;

use bytes::Bytes;
use futures_core::stream::BoxStream;
use isotype_protocol::Failure;

/// An input as it came.
pub enum RawInput {
    /// JSON; empty when it is absent.
    Json(Bytes),
    /// What a form or raw bytes come in: its content type, and the bytes as they arrive.
    Body(String, BoxStream<'static, Result<Bytes, Failure>>),
    /// It could not be read. Only a procedure that reads its input fails by it.
    Broken(Failure),
}

impl fmt::Debug for RawInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RawInput::Json(json) => write!(f, "{} bytes of JSON", json.len()),
            RawInput::Body(content_type, _) => f.write_str(content_type),
            RawInput::Broken(failure) => write!(f, "broken: {}", failure.message),
        }
    }
}

impl From<Bytes> for RawInput {
    fn from(json: Bytes) -> RawInput {
        RawInput::Json(json)
    }
}
