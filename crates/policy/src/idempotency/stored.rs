//! Answers in a store.

use std::borrow::Cow;

use isotype_core::{CallError, Code, Exact};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What a mutation came to: its output, or a declared error.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stored {
    /// The output's JSON.
    Output(Box<RawValue>),
    /// What the caller was told.
    Failed {
        /// The name of the error's code.
        code: Cow<'static, str>,
        /// For a person.
        message: String,
        /// The error's JSON.
        error: Box<RawValue>,
    },
}

impl Stored {
    /// What stands in an answer's buffer behind its opening.
    pub(crate) fn output(json: &[u8]) -> Option<Stored> {
        Some(Stored::Output(serde_json::from_slice(json).ok()?))
    }

    /// What `output` is on the wire.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON.
    pub fn of(output: &impl Serialize) -> Result<Stored, serde_json::Error> {
        Ok(Stored::Output(serde_json::value::to_raw_value(&Exact(output))?))
    }

    /// A declared error that would be given again: not one that speaks of the moment, or of what its caller may do just now.
    pub(crate) fn failed(error: &CallError) -> Option<Stored> {
        let (code, message, error) = error.as_declared()?;
        let passes = matches!(
            code,
            Code::Unauthorized | Code::Forbidden | Code::Timeout | Code::TooManyRequests | Code::ClientClosedRequest
        ) || code.status() >= 500;
        let (message, error) = (message.to_owned(), error.to_owned());
        (!passes).then(|| Stored::Failed { code: code.as_str().into(), message, error })
    }

    /// As a text, for a store.
    pub fn to_text(&self) -> String {
        // Texts and raw JSON: nothing that JSON cannot say.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From such a text.
    ///
    /// # Errors
    ///
    /// When it is of another form.
    pub fn from_text(text: &str) -> Result<Stored, serde_json::Error> {
        serde_json::from_str(text)
    }
}

/// The error that was given when the mutation was made.
pub(crate) fn again(code: &str, message: String, error: &RawValue) -> CallError {
    let code = Code::ALL.iter().find(|known| known.as_str() == code).copied().unwrap_or(Code::InternalServerError);
    CallError::declared(code, message, &error)
}
