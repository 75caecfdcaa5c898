//! A failed call on its way out.

use std::{borrow::Cow, error::Error, time::Duration};

use isotype_protocol::{Code, Failure};
use serde::Serialize;
use serde_json::value::RawValue;
use tracing::Span;

use crate::{Request, digits::Digits, exact::Raw};

/// A failure, split for its two audiences.
#[derive(Debug)]
pub struct CallError {
    kind: Kind,
    retry_after: Option<Duration>,
}

#[derive(Debug)]
enum Kind {
    Declared { code: Code, message: Cow<'static, str>, error: Option<Raw> },
    Internal { code: Code, cause: Box<dyn Error + Send + Sync>, span: Span },
}

impl CallError {
    /// An error that the caller sees whole; `error` must serialise to an object with a `type`.
    pub fn declared(code: Code, message: impl Into<Cow<'static, str>>, error: &impl Serialize) -> CallError {
        match Raw::of(error) {
            Ok(error) => CallError::of(Kind::Declared { code, message: message.into(), error: Some(error) }),
            Err(cause) => CallError::unwritten(&cause.to_string()),
        }
    }

    /// An error of the wire itself: the caller sees code and message.
    pub fn protocol(code: Code, message: impl Into<Cow<'static, str>>) -> CallError {
        CallError::of(Kind::Declared { code, message: message.into(), error: None })
    }

    /// An error that only the log sees.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
        CallError::internal_as(Code::InternalServerError, cause)
    }

    /// An error that only the log sees, under another code than INTERNAL_SERVER_ERROR. It is logged in the span that it was made in.
    pub fn internal_as(code: Code, cause: impl Into<Box<dyn Error + Send + Sync>>) -> CallError {
        CallError::of(Kind::Internal { code, cause: cause.into(), span: Span::current() })
    }

    fn of(kind: Kind) -> CallError {
        CallError { kind, retry_after: None }
    }

    /// The same, with the time after which its caller may well try again: as `Retry-After` (RFC 9110, section 10.2.3), and within the
    /// error, since a batch or a stream has no header for each call.
    #[must_use]
    pub fn retry_after(self, time: Duration) -> CallError {
        CallError { retry_after: Some(time), ..self }
    }

    /// Code, message and value of a declared error that every caller can be given; nothing of any other.
    pub fn as_declared(&self) -> Option<(Code, &str, &RawValue)> {
        match &self.kind {
            Kind::Declared { code, message, error: Some(Raw { json, beyond: None }) } => Some((*code, message, json)),
            _ => None,
        }
    }

    /// The code that the caller will see.
    pub fn code(&self) -> Code {
        match &self.kind {
            Kind::Declared { code, .. } | Kind::Internal { code, .. } => *code,
        }
    }

    /// Logs what the caller may not see, and returns what it may.
    pub(crate) fn into_failure(self, name: &str, request: &Request, digits: &Digits) -> Failure {
        let CallError { kind, retry_after } = self;
        if let Some(time) = retry_after {
            request.retry_after(time);
        }
        match kind {
            Kind::Declared { code, message, error } => match error.map(|error| digits.write_raw(error)).transpose() {
                Ok(error) => Failure { error, retry_after, ..Failure::new(code, message).at(name) },
                Err(unwritten) => unwritten.into_failure(name, request, digits),
            },
            Kind::Internal { code, cause, span } => {
                let (request_id, error) = (request.id(), chain(&*cause));
                span.in_scope(|| tracing::error!(request_id, procedure = name, %error, "the call failed inside"));
                let message = match code {
                    Code::ServiceUnavailable => "The service is unavailable for now; try again",
                    _ => "Internal server error",
                };
                Failure { request_id: Some(request_id.into()), retry_after, ..Failure::new(code, message).at(name) }
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
