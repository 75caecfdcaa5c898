//! Conversion of a failed call into its error response.

use std::error::Error;

use isotype_protocol::{Code, ErrorResponse};

use super::Request;
use crate::{CallError, error::Repr, integers::IntegerCodec};

impl CallError {
    /// Logs an internal error, and returns the error response that the caller may see.
    pub(crate) fn into_failure(self, name: &str, request: &Request, integers: &IntegerCodec) -> ErrorResponse {
        let CallError { repr, retry_after } = self;
        if let Some(time) = retry_after {
            request.set_retry_after(time);
        }
        match repr {
            Repr::Declared { code, message, error } => {
                match error.map(|error| integers.encode_raw(error)).transpose() {
                    Ok(error) => ErrorResponse {
                        declared_error: error,
                        retry_after,
                        ..ErrorResponse::new(code, message).with_path(name)
                    },
                    Err(error) => error.into_failure(name, request, integers),
                }
            }
            Repr::Internal { code, cause, span } => {
                let (request_id, error) = (request.id(), chain(&*cause));
                span.in_scope(
                    || tracing::error!(request_id, procedure = name, %error, "call failed with an internal error"),
                );
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

/// Formats an error and its sources on one line.
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
