//! A call that failed, as its caller sees it.

use isotype_core::{Code, ErrorResponse};
use serde_json::Value;

/// What the caller of a failed call is told, and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientError {
    /// The kind of failure.
    pub code: Code,
    /// For a person.
    pub message: String,
    /// The declared error, an object with a `type`; `Null` when none was declared.
    pub error: Value,
    /// The id under which the log has the rest.
    pub request_id: Option<Box<str>>,
}

impl From<ErrorResponse> for ClientError {
    fn from(failure: ErrorResponse) -> Self {
        let error = failure.declared_error.and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or(Value::Null);
        ClientError { code: failure.code, message: failure.message.into_owned(), error, request_id: failure.request_id }
    }
}
