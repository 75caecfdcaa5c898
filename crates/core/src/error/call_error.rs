//! A failed call on its way out.

use std::{borrow::Cow, error::Error, time::Duration};

use isotype_protocol::Code;
use serde::Serialize;
use serde_json::value::RawValue;
use tracing::Span;

use super::ProcedureError;
use crate::lossless::{SerializedJson, format_path};

/// A failure, split for its two audiences.
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
    /// An error that the caller sees whole; `error` must serialise to an object with a `type`.
    pub fn declared(code: Code, message: impl Into<Cow<'static, str>>, error: &impl Serialize) -> CallError {
        match SerializedJson::new(error) {
            Ok(error) => CallError::of(Repr::Declared { code, message: message.into(), error: Some(error) }),
            Err(cause) => CallError::unserializable(&cause.to_string()),
        }
    }

    /// An error of the wire itself: the caller sees code and message.
    pub fn protocol(code: Code, message: impl Into<Cow<'static, str>>) -> CallError {
        CallError::of(Repr::Declared { code, message: message.into(), error: None })
    }

    /// An error that only the log sees.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
        CallError::internal_with_code(Code::InternalServerError, cause)
    }

    /// An error that only the log sees, under another code than INTERNAL_SERVER_ERROR. It is logged in the span that it was made in.
    pub fn internal_with_code(code: Code, cause: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
        CallError::of(Repr::Internal { code, cause: cause.into(), span: Span::current() })
    }

    fn of(kind: Repr) -> CallError {
        CallError { repr: kind, retry_after: None }
    }

    /// The same, with the time after which its caller may well try again: as `Retry-After` (RFC 9110, section 10.2.3), and within the
    /// error, since a batch or a stream has no header for each call.
    #[must_use]
    pub fn with_retry_after(self, time: Duration) -> CallError {
        CallError { retry_after: Some(time), ..self }
    }

    /// Code, message and value of a declared error that every caller can be given; nothing of any other.
    pub fn as_declared(&self) -> Option<(Code, &str, &RawValue)> {
        match &self.repr {
            Repr::Declared { code, message, error: Some(SerializedJson { json, wide_integer_error: None }) } => {
                Some((*code, message, json))
            }
            _ => None,
        }
    }

    /// The code that the caller will see.
    pub fn code(&self) -> Code {
        match &self.repr {
            Repr::Declared { code, .. } | Repr::Internal { code, .. } => *code,
        }
    }

    /// Converts any error that a procedure could return, for layers.
    pub fn from_error(error: impl ProcedureError) -> CallError {
        error.into_call_error()
    }

    /// The failure of a call whose output could not be written.
    pub(crate) fn unserializable(error: &str) -> CallError {
        CallError::internal(format_path(error))
    }
}
