//! Error response of a failed call (`docs/protocol.md#errors`).

use std::{borrow::Cow, time::Duration};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::Code;

/// Error as sent to the caller, without internal details.
#[derive(Clone, Debug)]
pub struct ErrorResponse {
    /// Error code, which determines the JSON-RPC code and the HTTP status.
    pub code: Code,
    /// Human-readable message.
    pub message: Cow<'static, str>,
    /// Procedure name, or `None` if the whole request failed.
    pub path: Option<Box<str>>,
    /// Declared error as a JSON object with a `type`, if the error is declared.
    pub declared_error: Option<Box<RawValue>>,
    /// Id of the request, under which the details are logged.
    pub request_id: Option<Box<str>>,
    /// Time to wait before retrying.
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
    /// Creates an error that is not tied to a procedure.
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

    /// Sets the procedure that failed.
    #[must_use]
    pub fn with_path(mut self, path: &str) -> ErrorResponse {
        self.path = Some(path.into());
        self
    }

    /// Appends `{message, code, data}`, the form used in event streams.
    pub fn write_error(&self, out: &mut Vec<u8>) {
        let shape = ErrorObject {
            message: &self.message,
            code: self.code.json_rpc_code(),
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
        // Writing strings, numbers and raw JSON to memory cannot fail. If it ever does, do not leave partial JSON
        // behind.
        if serde_json::to_writer(&mut *out, &shape).is_err() {
            out.truncate(start);
            out.extend_from_slice(
                br#"{"message":"Internal server error","code":-32603,"data":{"code":"INTERNAL_SERVER_ERROR","httpStatus":500}}"#,
            );
        }
    }

    /// Appends `{"error":{message, code, data}}`.
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
    fn omits_the_path_of_a_failed_request() {
        assert_eq!(
            text(&ErrorResponse::new(Code::NotFound, "no \"x\"")),
            r#"{"error":{"message":"no \"x\"","code":-32004,"data":{"code":"NOT_FOUND","httpStatus":404}}}"#
        );
    }

    #[test]
    fn writes_a_declared_error_into_data() {
        let mut failure = ErrorResponse::new(Code::Conflict, "taken").with_path("posts.create");
        failure.declared_error = Some(RawValue::from_string(r#"{"type":"TitleTaken"}"#.into()).unwrap());
        assert_eq!(
            text(&failure),
            r#"{"error":{"message":"taken","code":-32009,"data":{"code":"CONFLICT","httpStatus":409,"path":"posts.create","error":{"type":"TitleTaken"}}}}"#
        );
    }
}
