//! Error returned by the in-process client.

use isotype_core::{Code, ErrorResponse};
use serde_json::Value;

/// Error response of a failed call.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientError {
    /// Error code.
    pub code: Code,
    /// Human-readable message.
    pub message: String,
    /// Declared error as an object with a `type`; `Null` if the error is not declared.
    pub error: Value,
    /// Id of the request, under which the details are logged.
    pub request_id: Option<Box<str>>,
}

impl From<ErrorResponse> for ClientError {
    fn from(failure: ErrorResponse) -> Self {
        let error = failure.declared_error.and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or(Value::Null);
        ClientError { code: failure.code, message: failure.message.into_owned(), error, request_id: failure.request_id }
    }
}
