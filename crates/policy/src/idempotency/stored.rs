//! Answers in a store.

use std::borrow::Cow;

use isotype_core::{CallError, Code, Lossless};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What a mutation came to: its output, or a declared error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StoredResponse {
    /// The output's JSON.
    Output(Box<RawValue>),
    /// What the caller was told.
    Error {
        /// The name of the error's code.
        code: Cow<'static, str>,
        /// For a person.
        message: String,
        /// The error's JSON.
        error: Box<RawValue>,
    },
}

impl StoredResponse {
    /// What stands in an answer's buffer behind its opening.
    pub(crate) fn from_output_json(json: &[u8]) -> Option<StoredResponse> {
        Some(StoredResponse::Output(serde_json::from_slice(json).ok()?))
    }

    /// What `output` is on the wire.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    pub fn from_output(output: &impl Serialize) -> Result<StoredResponse, serde_json::Error> {
        Ok(StoredResponse::Output(serde_json::value::to_raw_value(&Lossless(output))?))
    }

    /// A declared error that would be given again: not one that speaks of the moment, or of what its caller may do just now.
    pub(crate) fn from_error(error: &CallError) -> Option<StoredResponse> {
        let (code, message, error) = error.as_declared()?;
        let passes = matches!(
            code,
            Code::Unauthorized | Code::Forbidden | Code::Timeout | Code::TooManyRequests | Code::ClientClosedRequest
        ) || code.status() >= 500;
        let (message, error) = (message.to_owned(), error.to_owned());
        (!passes).then(|| StoredResponse::Error { code: code.as_str().into(), message, error })
    }

    /// As a text, for a store.
    pub fn to_json(&self) -> String {
        // Texts and raw JSON: nothing that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From such a text.
    ///
    /// # Errors
    ///
    /// When it is of another form.
    pub fn from_json(text: &str) -> Result<StoredResponse, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// The error that was given when the mutation was made.
pub(crate) fn replay_error(code: &str, message: String, error: &RawValue) -> CallError {
    let code = Code::ALL.iter().find(|known| known.as_str() == code).copied().unwrap_or(Code::InternalServerError);
    CallError::declared(code, message, &error)
}
