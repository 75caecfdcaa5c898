//! What a client says once, for all calls of a connection (protocol sections 5.4 and 8).

use std::{collections::BTreeMap, fmt};

use crate::{Code, ErrorResponse, members::raw_members};

/// Strings that a client sends in place of headers, where a browser lets it set none: a token, as a rule.
///
/// `Debug` shows the names, never the values.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConnectionParams(BTreeMap<String, String>);

impl ConnectionParams {
    /// Reads the decoded `connectionParams` parameter of a query string. `null` is allowed, and is nothing.
    ///
    /// # Errors
    ///
    /// PARSE_ERROR when it is not JSON, or not an object of strings; the message never repeats what was sent.
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
            Broken::Json => ErrorResponse::new(Code::ParseError, "Not JSON-parsable query params"),
            Broken::Shape => invalid_shape(),
        })
    }

    /// Reads the first message of a socket whose URL announced it by `connectionParams=1`.
    ///
    /// Only its `data` counts: upstream does not look at `method` either. `null` is allowed, and is nothing.
    ///
    /// # Errors
    ///
    /// PARSE_ERROR when the message is not a JSON object, or its `data` is neither an object of strings nor `null`.
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
        data.ok_or(Broken::Shape).and_then(read).map_err(|_| invalid_shape())
    }

    /// The value of `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Every name and its value, by name.
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

enum Broken {
    Json,
    Shape,
}

fn read(json: &str) -> Result<Option<ConnectionParams>, Broken> {
    match serde_json::from_str::<Option<BTreeMap<String, String>>>(json) {
        Ok(params) => Ok(params.map(ConnectionParams)),
        Err(error) if error.is_data() && serde_json::from_str::<serde::de::IgnoredAny>(json).is_ok() => {
            Err(Broken::Shape)
        }
        Err(_) => Err(Broken::Json),
    }
}

fn invalid_shape() -> ErrorResponse {
    ErrorResponse::new(Code::ParseError, "Invalid connection params shape")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_json_and_what_has_another_shape_differ() {
        let message = |json| ConnectionParams::from_parameter(json).unwrap_err().message;
        for json in ["zzz", "", "{", "{\"a\":1,"] {
            assert_eq!(message(json), "Not JSON-parsable query params", "{json}");
        }
        for json in ["{\"a\":1}", "{\"a\":null}", "[]", "[\"a\"]", "\"x\"", "1"] {
            assert_eq!(message(json), "Invalid connection params shape", "{json}");
        }
    }

    #[test]
    fn null_is_nothing() {
        assert_eq!(ConnectionParams::from_parameter("null").unwrap(), None);
        assert_eq!(ConnectionParams::from_message(br#"{"method":"connectionParams","data":null}"#).unwrap(), None);
    }

    #[test]
    fn the_method_of_the_message_is_not_read() {
        let params = ConnectionParams::from_message(br#"{"method":7,"data":{"b":"2","a":"1"}}"#).unwrap().unwrap();
        assert_eq!(params.iter().collect::<Vec<_>>(), [("a", "1"), ("b", "2")]);
    }

    #[test]
    fn a_message_that_is_no_object_is_malformed() {
        let message = |frame: &str| ConnectionParams::from_message(frame.as_bytes()).unwrap_err().message;
        for frame in ["hello", "null", "[{\"data\":null}]", "{\"data\":{}", "7"] {
            assert_eq!(message(frame), "Malformed TRPCConnectionParamsMessage", "{frame}");
        }
        for frame in ["{}", "{\"data\":{\"a\":null}}", "{\"data\":[]}"] {
            assert_eq!(message(frame), "Invalid connection params shape", "{frame}");
        }
    }

    #[test]
    fn debug_hides_the_values() {
        let params = ConnectionParams::from_parameter(r#"{"token":"secret"}"#).unwrap().unwrap();
        assert_eq!(format!("{params:?}"), r#"{"token": <hidden>}"#);
    }
}
