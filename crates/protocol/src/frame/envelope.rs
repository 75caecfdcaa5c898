//! Message ids and the envelope that responses copy from a message.

use std::{fmt, sync::Arc};

/// Message id: a number or a string, kept as raw JSON.
///
/// Responses contain the id exactly as the client wrote it, so `1` and `"1"` are different ids. Cloning is cheap.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MessageId(Option<Arc<str>>);

impl MessageId {
    /// Maximum length in bytes, because every value of a subscription repeats the id.
    pub const MAX_LEN: usize = 256;

    /// `null`, the id of messages that respond to no request or to a request without an id.
    pub const NULL: MessageId = MessageId(None);

    /// Parses an id. Returns `None` if the JSON is not a number, a string or `null`, or is too long.
    pub(crate) fn parse(json: &str) -> Option<MessageId> {
        match json.as_bytes() {
            b"null" => Some(MessageId::NULL),
            [b'"' | b'-' | b'0'..=b'9', ..] if json.len() <= MessageId::MAX_LEN => Some(MessageId(Some(json.into()))),
            _ => None,
        }
    }

    /// Returns `true` if the id is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// Returns the id as JSON.
    pub fn as_json(&self) -> &str {
        self.0.as_deref().unwrap_or("null")
    }
}

impl fmt::Display for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_json())
    }
}

impl fmt::Debug for MessageId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MessageId({self})")
    }
}

/// Members of a message that all of its responses repeat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseEnvelope {
    /// Message id.
    pub id: MessageId,
    /// If `true`, the message contained `"jsonrpc":"2.0"`.
    pub jsonrpc: bool,
}

impl ResponseEnvelope {
    /// Envelope for messages that respond to no request, or to one whose id is unreadable.
    pub const NULL_ID: ResponseEnvelope = ResponseEnvelope { id: MessageId::NULL, jsonrpc: false };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_an_id_as_it_was_written() {
        for json in ["1", "1.0", "1e0", "-0", "12345678901234567890123", "1e999", "\"1\"", "\"\\u0031\"", "null"] {
            assert_eq!(MessageId::parse(json).unwrap().as_json(), json);
        }
        assert_ne!(MessageId::parse("1"), MessageId::parse("\"1\""));
        assert_ne!(MessageId::parse("null"), MessageId::parse("\"null\""));
    }

    #[test]
    fn rejects_an_id_that_is_neither_a_number_nor_a_string() {
        for json in ["true", "false", "{\"a\":1}", "[1]", ""] {
            assert_eq!(MessageId::parse(json), None, "{json}");
        }
        assert_eq!(MessageId::parse(&format!("\"{}\"", "x".repeat(MessageId::MAX_LEN))), None);
    }
}
