//! The envelope of a failed call.

use std::{borrow::Cow, time::Duration};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::Code;

/// What a caller is told about a failure, and nothing that it must not see.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    /// The kind of failure; decides number and status.
    pub code: Code,
    /// For a person.
    pub message: Cow<'static, str>,
    /// The procedure, absent when the whole request failed.
    pub path: Option<Box<str>>,
    /// The declared error as JSON: an object with a `type`.
    pub declared_error: Option<Box<RawValue>>,
    /// The id under which the log has the rest.
    pub request_id: Option<Box<str>>,
    /// After what time the caller may well try again.
    pub retry_after: Option<Duration>,
}

#[derive(Serialize)]
struct ErrorObject<'a> {
    message: &'a str,
    code: i32,
    data: ErrorData<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ErrorData<'a> {
    code: Code,
    http_status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retry_after_ms: Option<u128>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a RawValue>,
}

impl ErrorResponse {
    /// A failure of a whole request.
    pub fn new(code: Code, message: impl Into<Cow<'static, str>>) -> ErrorResponse {
        ErrorResponse {
            code,
            message: message.into(),
            path: None,
            declared_error: None,
            request_id: None,
            retry_after: None,
        }
    }

    /// The same failure, of one call.
    #[must_use]
    pub fn with_path(mut self, path: &str) -> ErrorResponse {
        self.path = Some(path.into());
        self
    }

    /// Appends the bare shape `{message, code, data}`, as an event stream carries it.
    pub fn write_error(&self, out: &mut Vec<u8>) {
        let shape = ErrorObject {
            message: &self.message,
            code: self.code.number(),
            data: ErrorData {
                code: self.code,
                http_status: self.code.status(),
                path: self.path.as_deref(),
                request_id: self.request_id.as_deref(),
                retry_after_ms: self.retry_after.map(|time| time.as_millis()),
                error: self.declared_error.as_deref(),
            },
        };
        let start = out.len();
        // Strings, numbers and raw JSON into memory cannot fail; if they did, half a shape must not stay behind.
        if serde_json::to_writer(&mut *out, &shape).is_err() {
            out.truncate(start);
            out.extend_from_slice(
                br#"{"message":"Internal server error","code":-32603,"data":{"code":"INTERNAL_SERVER_ERROR","httpStatus":500}}"#,
            );
        }
    }

    /// Appends `{"error":shape}`.
    pub fn write_envelope(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"error\":");
        self.write_error(out);
        out.push(b'}');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(failure: &ErrorResponse) -> String {
        let mut out = Vec::new();
        failure.write_envelope(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_whole_request_has_no_path() {
        assert_eq!(
            text(&ErrorResponse::new(Code::NotFound, "no \"x\"")),
            r#"{"error":{"message":"no \"x\"","code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404}}}"#
        );
    }

    #[test]
    fn a_declared_error_rides_in_data() {
        let mut failure = ErrorResponse::new(Code::Conflict, "taken").with_path("posts.create");
        failure.declared_error = Some(RawValue::from_string(r#"{"type":"TitleTaken"}"#.into()).unwrap());
        assert_eq!(
            text(&failure),
            r#"{"error":{"message":"taken","code":-32009,"data":{"code":"CONFLICT","httpStatus":409,"path":"posts.create","error":{"type":"TitleTaken"}}}}"#
        );
    }
}
