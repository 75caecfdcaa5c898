//! Call errors, as seen by layers.

use std::{borrow::Cow, error::Error, time::Duration};

use isotype_protocol::Code;
use serde::Serialize;
use serde_json::value::RawValue;
use tracing::Span;

use super::ProcedureError;
use crate::lossless::{SerializedJson, format_path};

/// Error of a call, as seen by layers: either declared and sent to the caller, or internal and only logged.
///
/// # Example
///
/// ```
/// use isotype_core::{CallError, Code};
///
/// let error = CallError::protocol(Code::ServiceUnavailable, "down for maintenance");
/// assert_eq!(error.code(), Code::ServiceUnavailable);
/// let error = CallError::internal("connection refused"); // logged, not sent
/// assert_eq!(error.code(), Code::InternalServerError);
/// ```
#[derive(Debug)]
pub struct CallError {
    pub(crate) repr: Repr,
    pub(crate) retry_after: Option<Duration>,
}

#[derive(Debug)]
pub(crate) enum Repr {
    Declared { code: Code, message: Cow<'static, str>, error: Option<SerializedJson> },
    Internal { code: Code, cause: Box<dyn Error + Send + Sync>, span: Span },
}

impl CallError {
    /// Creates a declared error, which the caller receives in full.
    ///
    /// `error` must serialize to an object with a `type` field.
    pub fn declared(code: Code, message: impl Into<Cow<'static, str>>, error: &impl Serialize) -> CallError {
        match SerializedJson::new(error) {
            Ok(error) => CallError::of(Repr::Declared { code, message: message.into(), error: Some(error) }),
            Err(cause) => CallError::unserializable(&cause.to_string()),
        }
    }

    /// Creates a protocol error. The caller receives the code and the message.
    pub fn protocol(code: Code, message: impl Into<Cow<'static, str>>) -> CallError {
        CallError::of(Repr::Declared { code, message: message.into(), error: None })
    }

    /// Creates an internal error. The caller receives INTERNAL_SERVER_ERROR and a request id; `cause` is logged.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
        CallError::internal_with_code(Code::InternalServerError, cause)
    }

    /// Creates an internal error with the given code. `cause` is logged in the current span.
    pub fn internal_with_code(code: Code, cause: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
        CallError::of(Repr::Internal { code, cause: cause.into(), span: Span::current() })
    }

    fn of(repr: Repr) -> CallError {
        CallError { repr, retry_after: None }
    }

    /// Sets the time after which the caller may retry.
    ///
    /// It is sent as `Retry-After` (RFC 9110, section 10.2.3) and inside the error, because a batch or a stream has no
    /// header per call.
    #[must_use]
    pub fn with_retry_after(self, time: Duration) -> CallError {
        CallError { retry_after: Some(time), ..self }
    }

    /// Returns the code, message and value of a declared error, or `None` for other errors.
    ///
    /// Also returns `None` if the value contains wide integers, because their encoding depends on the procedure.
    pub fn as_declared(&self) -> Option<(Code, &str, &RawValue)> {
        match &self.repr {
            Repr::Declared { code, message, error: Some(SerializedJson { json, wide_integer_error: None }) } => {
                Some((*code, message, json))
            }
            _ => None,
        }
    }

    /// Returns the code that the caller receives.
    pub fn code(&self) -> Code {
        match &self.repr {
            Repr::Declared { code, .. } | Repr::Internal { code, .. } => *code,
        }
    }

    /// Converts an error that implements [`ProcedureError`]. Layers use it to return such errors.
    pub fn from_error(error: impl ProcedureError) -> CallError {
        error.into_call_error()
    }

    /// Creates the error for a call whose output cannot be serialized.
    pub(crate) fn unserializable(error: &str) -> CallError {
        CallError::internal(format_path(error))
    }
}
