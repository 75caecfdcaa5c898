//! A failed call on its way out.

use std::{borrow::Cow, error::Error, time::Duration};

use isotype_protocol::{Code, ErrorResponse};
use serde::Serialize;
use serde_json::value::RawValue;
use tracing::Span;

use crate::{Request, digits::IntegerCodec, exact::SerializedJson};

/// A failure, split for its two audiences.
#[derive(Debug)]
pub struct CallError {
    repr: Repr,
    retry_after: Option<Duration>,
}

#[derive(Debug)]
enum Repr {
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

    /// Logs what the caller may not see, and returns what it may.
    pub(crate) fn into_failure(self, name: &str, request: &Request, digits: &IntegerCodec) -> ErrorResponse {
        let CallError { repr: kind, retry_after } = self;
        if let Some(time) = retry_after {
            request.set_retry_after(time);
        }
        match kind {
            Repr::Declared { code, message, error } => match error.map(|error| digits.encode_raw(error)).transpose() {
                Ok(error) => ErrorResponse {
                    declared_error: error,
                    retry_after,
                    ..ErrorResponse::new(code, message).with_path(name)
                },
                Err(unwritten) => unwritten.into_failure(name, request, digits),
            },
            Repr::Internal { code, cause, span } => {
                let (request_id, error) = (request.id(), chain(&*cause));
                span.in_scope(|| tracing::error!(request_id, procedure = name, %error, "the call failed inside"));
                let message = match code {
                    Code::ServiceUnavailable => "The service is unavailable for now; try again",
                    _ => "Internal server error",
                };
                ErrorResponse {
                    request_id: Some(request_id.into()),
                    retry_after,
                    ..ErrorResponse::new(code, message).with_path(name)
                }
            }
        }
    }
}

/// The error and all that caused it, on one line.
fn chain(error: &(dyn Error + Send + Sync)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
