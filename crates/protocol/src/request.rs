//! The envelope of an HTTP request: verb and query string.

use bytes::Bytes;

use crate::{Code, ConnectionParams, ErrorResponse, SocketMethod, path::percent_decode};

/// How a call arrived, which decides the kinds of procedure that it may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallMethod {
    /// HTTP GET: queries and subscriptions. A GET never changes anything.
    Get,
    /// HTTP POST: mutations.
    Post,
    /// HTTP POST where the server lets it reach every kind.
    PostOverride,
    /// Any other method of HTTP: none.
    Other(&'static str),
    /// A message of a socket: the kind that it says.
    Socket(SocketMethod),
    /// Any kind: the caller is code in the same process.
    InProcess,
}

impl CallMethod {
    /// The verb as it stands in messages.
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

/// The parameters of a query string that the protocol knows; all others are ignored.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct QueryParams {
    /// `batch=1`, and only that.
    pub batch: bool,
    /// The decoded `input`, whose UTF-8 is checked where its JSON is read; empty when it is absent.
    pub input: Bytes,
    /// `lastEventId` or `Last-Event-Id`, which polyfills of EventSource send in place of the header.
    pub last_event_id: Option<String>,
    /// `connectionParams`, which EventSource sends in place of headers.
    pub connection_params: Option<ConnectionParams>,
}

impl QueryParams {
    /// Reads a raw query string.
    ///
    /// # Errors
    ///
    /// BAD_REQUEST when a known parameter has a broken escape, PARSE_ERROR when `connectionParams` are none.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::Query;
    ///
    /// let query = Query::parse(Some("batch=1&input=%7B%7D")).unwrap();
    /// assert!(query.batch);
    /// assert_eq!(query.input, "{}");
    /// assert!(Query::parse(Some("input=%7")).is_err());
    /// ```
    pub fn parse(raw: Option<&str>) -> Result<QueryParams, ErrorResponse> {
        let mut query = QueryParams::default();
        let Some(raw) = raw else { return Ok(query) };
        for pair in raw.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            match key {
                "batch" => query.batch = value == "1",
                "input" => query.input = decode(key, value)?.into(),
                // A socket announces by `1` that its params are its first message.
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

/// Form decoding (WHATWG URL, section 5.1): `+` is a space.
fn decode(key: &str, value: &str) -> Result<Vec<u8>, ErrorResponse> {
    percent_decode(value, true).ok_or_else(|| broken(key))
}

fn text(key: &str, value: &str) -> Result<String, ErrorResponse> {
    String::from_utf8(decode(key, value)?).map_err(|_| broken(key))
}

fn broken(key: &str) -> ErrorResponse {
    ErrorResponse::new(Code::BadRequest, format!("Invalid URL-encoding in parameter \"{key}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batch_is_exactly_one() {
        assert!(!QueryParams::parse(Some("batch=true")).unwrap().batch);
        assert!(!QueryParams::parse(None).unwrap().batch);
    }

    #[test]
    fn plus_is_a_space_and_escaped_plus_stays() {
        assert_eq!(QueryParams::parse(Some("input=%22a+b%2Bc%22")).unwrap().input, "\"a b+c\"");
    }
}
