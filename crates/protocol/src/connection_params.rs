//! Connection params, which a client sends once per connection (`docs/protocol.md#connection-params`).

use std::{collections::BTreeMap, fmt};

use crate::{Code, ErrorResponse, members::raw_members};

/// Key-value strings that a client sends in place of headers, usually to pass a token.
///
/// Browsers cannot set headers on a WebSocket or an `EventSource`. The `Debug` output contains the names but not the
/// values.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConnectionParams(BTreeMap<String, String>);

impl ConnectionParams {
    /// Parses the decoded `connectionParams` query parameter. `null` counts as absent.
    ///
    /// # Errors
    ///
    /// Returns `PARSE_ERROR` if the parameter is not a JSON object of strings. The error message never contains the
    /// parameter.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::ConnectionParams;
    ///
    /// let params = ConnectionParams::from_parameter(r#"{"token":"t"}"#).unwrap().unwrap();
    /// assert_eq!(params.get("token"), Some("t"));
    /// assert!(ConnectionParams::from_parameter(r#"{"token":1}"#).is_err());
    /// ```
    pub fn from_parameter(json: &str) -> Result<Option<ConnectionParams>, ErrorResponse> {
        read(json).map_err(|shape| match shape {
            ParseFailure::Json => ErrorResponse::new(Code::ParseError, "Not JSON-parsable query params"),
            ParseFailure::Shape => invalid_shape(),
        })
    }

    /// Parses the first message of a socket whose URL contains `connectionParams=1`.
    ///
    /// Only `data` is read; tRPC's server ignores `method` as well. `null` counts as absent.
    ///
    /// # Errors
    ///
    /// Returns `PARSE_ERROR` if the message is not a JSON object, or if `data` is neither an object of strings nor
    /// `null`.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::ConnectionParams;
    ///
    /// let message = br#"{"method":"connectionParams","data":{"token":"t"}}"#;
    /// assert!(ConnectionParams::from_message(message).unwrap().is_some());
    /// assert!(ConnectionParams::from_message(br#"{"id":1,"method":"query"}"#).is_err());
    /// ```
    pub fn from_message(frame: &[u8]) -> Result<Option<ConnectionParams>, ErrorResponse> {
        let ([data], read_message) = raw_members(frame, ["data"]);
        if read_message.is_err() {
            return Err(ErrorResponse::new(Code::ParseError, "Malformed TRPCConnectionParamsMessage"));
        }
        data.ok_or(ParseFailure::Shape).and_then(read).map_err(|_| invalid_shape())
    }

    /// Returns the value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Returns all names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

impl fmt::Debug for ConnectionParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = format_args!("<hidden>");
        f.debug_map().entries(self.0.keys().map(|name| (name, &hidden))).finish()
    }
}

enum ParseFailure {
    Json,
    Shape,
}

fn read(json: &str) -> Result<Option<ConnectionParams>, ParseFailure> {
    match serde_json::from_str::<Option<BTreeMap<String, String>>>(json) {
        Ok(params) => Ok(params.map(ConnectionParams)),
        Err(error) if error.is_data() && serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok() => {
            Err(ParseFailure::Shape)
        }
        Err(_) => Err(ParseFailure::Json),
    }
}

fn invalid_shape() -> ErrorResponse {
    ErrorResponse::new(Code::ParseError, "Invalid connection params shape")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distinguishes_malformed_json_from_a_wrong_shape() {
        let message = |json| ConnectionParams::from_parameter(json).unwrap_err().message;
        for json in ["zzz", "", "{", "{\"a\":1,"] {
            assert_eq!(message(json), "Not JSON-parsable query params", "{json}");
        }
        for json in ["{\"a\":1}", "{\"a\":null}", "[]", "[\"a\"]", "\"x\"", "1"] {
            assert_eq!(message(json), "Invalid connection params shape", "{json}");
        }
    }

    #[test]
    fn treats_null_as_absent() {
        assert_eq!(ConnectionParams::from_parameter("null").unwrap(), None);
        assert_eq!(ConnectionParams::from_message(br#"{"method":"connectionParams","data":null}"#).unwrap(), None);
    }

    #[test]
    fn ignores_the_method_of_the_message() {
        let params = ConnectionParams::from_message(br#"{"method":7,"data":{"b":"2","a":"1"}}"#).unwrap().unwrap();
        assert_eq!(params.iter().collect::<Vec<_>>(), [("a", "1"), ("b", "2")]);
    }

    #[test]
    fn rejects_a_message_that_is_not_an_object() {
        let message = |frame: &str| ConnectionParams::from_message(frame.as_bytes()).unwrap_err().message;
        for frame in ["hello", "null", "[{\"data\":null}]", "{\"data\":{}", "7"] {
            assert_eq!(message(frame), "Malformed TRPCConnectionParamsMessage", "{frame}");
        }
        for frame in ["{}", "{\"data\":{\"a\":null}}", "{\"data\":[]}"] {
            assert_eq!(message(frame), "Invalid connection params shape", "{frame}");
        }
    }

    #[test]
    fn debug_output_hides_values() {
        let params = ConnectionParams::from_parameter(r#"{"token":"secret"}"#).unwrap().unwrap();
        assert_eq!(format!("{params:?}"), r#"{"token": <hidden>}"#);
    }
}
