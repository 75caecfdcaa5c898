//! Conversion of a failed call into the response that its caller may see.

use std::error::Error;

use isotype_protocol::{Code, ErrorResponse};

use super::Request;
use crate::{CallError, error::Repr, integers::IntegerCodec};

impl CallError {
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
