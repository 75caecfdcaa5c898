//! Call methods and query parameters.

use bytes::Bytes;

use crate::{Code, ConnectionParams, ErrorResponse, SocketMethod, path::percent_decode};

/// Method of a call, which determines the kinds of procedures it may call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallMethod {
    /// HTTP GET, for queries and subscriptions.
    Get,
    /// HTTP POST, for mutations.
    Post,
    /// HTTP POST with method override, for procedures of any kind.
    PostOverride,
    /// Any other HTTP method. It cannot call procedures.
    Other(&'static str),
    /// Socket message, for procedures of the kind it names.
    Socket(SocketMethod),
    /// Call from within the process, for procedures of any kind.
    InProcess,
}

impl CallMethod {
    /// Returns the name of the method, as used in error messages.
    pub fn as_str(self) -> &'static str {
        match self {
            CallMethod::Get => "GET",
            CallMethod::Post | CallMethod::PostOverride => "POST",
            CallMethod::Other(method) => method,
            CallMethod::Socket(method) => method.as_str(),
            CallMethod::InProcess => "in-process",
        }
    }
}

/// Query parameters defined by the protocol. Others are ignored.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct QueryParams {
    /// If `true`, the query string contains `batch=1`.
    pub batch: bool,
    /// Decoded `input`, empty if absent. It is checked for valid UTF-8 when the JSON is parsed.
    pub input: Bytes,
    /// `lastEventId` or `Last-Event-Id`, which `EventSource` polyfills send in place of the header.
    pub last_event_id: Option<String>,
    /// `connectionParams`, which clients send in place of headers.
    pub connection_params: Option<ConnectionParams>,
}

impl QueryParams {
    /// Parses a raw query string.
    ///
    /// # Errors
    ///
    /// Returns `BAD_REQUEST` if a parameter has a malformed escape, and `PARSE_ERROR` if `connectionParams` is
    /// malformed.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::QueryParams;
    ///
    /// let query = QueryParams::parse(Some("batch=1&input=%7B%7D")).unwrap();
    /// assert!(query.batch);
    /// assert_eq!(query.input, "{}");
    /// assert!(QueryParams::parse(Some("input=%7")).is_err());
    /// ```
    pub fn parse(raw: Option<&str>) -> Result<QueryParams, ErrorResponse> {
        let mut query = QueryParams::default();
        let Some(raw) = raw else { return Ok(query) };
        for pair in raw.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "batch" => query.batch = value == "1",
                "input" => query.input = decode(key, value)?.into(),
                // On a socket, `1` means that the params arrive in the first message.
                "connectionParams" if value != "1" => {
                    query.connection_params = ConnectionParams::from_parameter(&text(key, value)?)?;
                }
                "lastEventId" | "Last-Event-Id" => query.last_event_id = Some(text(key, value)?),
                _ => {}
            }
        }
        Ok(query)
    }
}

/// Decodes a form-encoded value, where `+` is a space (WHATWG URL, section 5.1).
fn decode(key: &str, value: &str) -> Result<Vec<u8>, ErrorResponse> {
    percent_decode(value, true).ok_or_else(|| malformed_escape(key))
}

fn text(key: &str, value: &str) -> Result<String, ErrorResponse> {
    String::from_utf8(decode(key, value)?).map_err(|_| malformed_escape(key))
}

fn malformed_escape(key: &str) -> ErrorResponse {
    ErrorResponse::new(Code::BadRequest, format!("Invalid URL-encoding in parameter \"{key}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requires_batch_to_be_exactly_one() {
        assert!(!QueryParams::parse(Some("batch=true")).unwrap().batch);
        assert!(!QueryParams::parse(None).unwrap().batch);
    }

    #[test]
    fn decodes_plus_as_a_space_and_keeps_an_escaped_plus() {
        assert_eq!(QueryParams::parse(Some("input=%22a+b%2Bc%22")).unwrap().input, "\"a b+c\"");
    }
}
