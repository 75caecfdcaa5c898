//! Stored response of an idempotent mutation.

use std::borrow::Cow;

use isotype_core::{CallError, Code, Lossless};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Stored response of a mutation: its output or its declared error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StoredResponse {
    /// Output as JSON.
    Output(Box<RawValue>),
    /// Declared error.
    Error {
        /// Name of the error code, such as `CONFLICT`.
        code: Cow<'static, str>,
        /// Human-readable error message.
        message: String,
        /// Declared error as JSON.
        error: Box<RawValue>,
    },
}

impl StoredResponse {
    /// Creates a response from an output's JSON, or returns `None` if it is not valid JSON.
    pub(crate) fn from_output_json(json: &[u8]) -> Option<StoredResponse> {
        Some(StoredResponse::Output(serde_json::from_slice(json).ok()?))
    }

    /// Creates a response from an output, serialized as clients receive it.
    ///
    /// # Errors
    ///
    /// Returns an error if `output` cannot be serialized.
    pub fn from_output(output: &impl Serialize) -> Result<StoredResponse, serde_json::Error> {
        Ok(StoredResponse::Output(serde_json::value::to_raw_value(&Lossless(output))?))
    }

    /// Creates a response from a declared error.
    ///
    /// Returns `None` for internal errors, and for errors that a retry may not get again, such as timeouts and missing
    /// permissions.
    pub(crate) fn from_error(error: &CallError) -> Option<StoredResponse> {
        let (code, message, error) = error.as_declared()?;
        let is_temporary = matches!(
            code,
            Code::Unauthorized | Code::Forbidden | Code::Timeout | Code::TooManyRequests | Code::ClientClosedRequest
        ) || code.status() >= 500;
        let (message, error) = (message.to_owned(), error.to_owned());
        (!is_temporary).then(|| StoredResponse::Error { code: code.as_str().into(), message, error })
    }

    /// Serializes the response as JSON, for a store.
    pub fn to_json(&self) -> String {
        // Cannot fail: the response consists of strings and raw JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Parses a response from JSON written by [`StoredResponse::to_json`].
    ///
    /// # Errors
    ///
    /// Returns an error if `json` is malformed.
    pub fn from_json(json: &str) -> Result<StoredResponse, serde_json::Error> {
        serde_json::from_str(json)
    }
}

/// Recreates a declared error from a stored response.
pub(crate) fn replay_error(code: &str, message: String, error: &RawValue) -> CallError {
    let code = Code::ALL.iter().find(|known| known.as_str() == code).copied().unwrap_or(Code::InternalServerError);
    CallError::declared(code, message, &error)
}
