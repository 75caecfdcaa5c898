//! Under what an answer goes back.

use std::{fmt, sync::Arc};

/// The id of a message, as the client spelt it: a number or a string, kept as raw JSON.
///
/// It goes back unchanged to the digit, and `1` is not `"1"`. A clone is cheap.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MessageId(Option<Arc<str>>);

impl MessageId {
    /// The longest id in bytes: it stands in every value of its subscription.
    pub const MAX_LEN: usize = 256;

    /// No id: what nobody asked for, or what asked without one.
    pub const NULL: MessageId = MessageId(None);

    /// Reads an id; `None` for what cannot be one.
    pub(crate) fn parse(json: &str) -> Option<MessageId> {
        match json.as_bytes() {
            b"null" => Some(MessageId::NULL),
            [b'"' | b'-' | b'0'..=b'9', ..] if json.len() <= MessageId::MAX_LEN => Some(MessageId(Some(json.into()))),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        self.0.is_none()
    }

    /// The id as JSON.
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
        write!(f, "Id({self})")
    }
}

/// What every answer to a message repeats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseEnvelope {
    /// The message's id.
    pub id: MessageId,
    /// Whether the message said `"jsonrpc":"2.0"`.
    pub jsonrpc: bool,
}

impl ResponseEnvelope {
    /// For what answers no message, or one whose id cannot be read.
    pub const NULL_ID: ResponseEnvelope = ResponseEnvelope { id: MessageId::NULL, jsonrpc: false };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_keeps_its_spelling() {
        for json in ["1", "1.0", "1e0", "-0", "12345678901234567890123", "1e999", "\"1\"", "\"\\u0031\"", "null"] {
            assert_eq!(MessageId::parse(json).unwrap().as_json(), json);
        }
        assert_ne!(MessageId::parse("1"), MessageId::parse("\"1\""));
        assert_ne!(MessageId::parse("null"), MessageId::parse("\"null\""));
    }

    #[test]
    fn what_is_no_number_and_no_string_is_no_id() {
        for json in ["true", "false", "{\"a\":1}", "[1]", ""] {
            assert_eq!(MessageId::parse(json), None, "{json}");
        }
        assert_eq!(MessageId::parse(&format!("\"{}\"", "x".repeat(MessageId::MAX_LEN))), None);
    }
}
