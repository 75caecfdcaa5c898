//! Messages that the server sends (`docs/protocol.md#server-messages`).
//!
//! All functions append to a buffer, so an output can be serialized directly into its envelope without being copied.

use crate::{ErrorResponse, ResponseEnvelope, json::push_string};

/// Keep-alive message of the server.
pub const PING: &str = "PING";

/// Response to a client's `PING`.
pub const PONG: &str = "PONG";

/// Message that asks the client to reconnect.
pub const RECONNECT: &str = r#"{"id":null,"method":"reconnect"}"#;

impl ResponseEnvelope {
    /// Starts the response to a query or mutation. Append the output's JSON next.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::ResponseEnvelope;
    ///
    /// let mut frame = Vec::new();
    /// ResponseEnvelope::NULL_ID.open_data(&mut frame);
    /// frame.extend_from_slice(b"[1]");
    /// ResponseEnvelope::NULL_ID.close_data(&mut frame);
    /// assert_eq!(frame, br#"{"id":null,"result":{"type":"data","data":[1]}}"#);
    /// ```
    pub fn open_data(&self, out: &mut Vec<u8>) {
        self.open(out);
        out.extend_from_slice(b"\"result\":{\"type\":\"data\",\"data\":");
    }

    /// Ends the response that [`open_data`](ResponseEnvelope::open_data) started.
    pub fn close_data(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"}}");
    }

    /// Appends one value of a subscription.
    ///
    /// A tracked value contains its event id twice, once for the application and once for the client's link.
    pub fn write_data(&self, event_id: Option<&str>, json: &[u8], out: &mut Vec<u8>) {
        self.open_data(out);
        match event_id {
            None => out.extend_from_slice(json),
            Some(event_id) => {
                out.extend_from_slice(b"{\"id\":");
                push_string(out, event_id);
                out.extend_from_slice(b",\"data\":");
                out.extend_from_slice(json);
                out.extend_from_slice(b"},\"id\":");
                push_string(out, event_id);
            }
        }
        self.close_data(out);
    }

    /// Appends the message that a subscription has started. Values follow.
    pub fn write_started(&self, out: &mut Vec<u8>) {
        self.open(out);
        out.extend_from_slice(b"\"result\":{\"type\":\"started\"}}");
    }

    /// Appends the message that a subscription has ended. It is also sent after an error.
    pub fn write_stopped(&self, out: &mut Vec<u8>) {
        self.open(out);
        out.extend_from_slice(b"\"result\":{\"type\":\"stopped\"}}");
    }

    /// Appends an error.
    pub fn write_error(&self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        self.open(out);
        out.extend_from_slice(b"\"error\":");
        failure.write_error(out);
        out.push(b'}');
    }

    fn open(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"{\"id\":");
        out.extend_from_slice(self.id.as_json().as_bytes());
        out.extend_from_slice(if self.jsonrpc { b",\"jsonrpc\":\"2.0\"," } else { b"," });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Code, MessageId};

    fn written(id: &str, jsonrpc: bool, write: impl FnOnce(&ResponseEnvelope, &mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&ResponseEnvelope { id: MessageId::parse(id).unwrap(), jsonrpc }, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn writes_the_id_of_a_tracked_value_twice() {
        assert_eq!(
            written("1", false, |to, out| to.write_data(Some("7"), b"{\"i\":1}", out)),
            r#"{"id":1,"result":{"type":"data","data":{"id":"7","data":{"i":1}},"id":"7"}}"#
        );
        assert_eq!(
            written("1", false, |to, out| to.write_data(Some("a\"b"), b"1", out)),
            r#"{"id":1,"result":{"type":"data","data":{"id":"a\"b","data":1},"id":"a\"b"}}"#
        );
        assert_eq!(
            written("1", false, |to, out| to.write_data(None, b"1", out)),
            r#"{"id":1,"result":{"type":"data","data":1}}"#
        );
    }

    #[test]
    fn repeats_jsonrpc_and_the_id_as_written() {
        assert_eq!(
            written("\"a\\u0062\"", true, |to, out| to.write_started(out)),
            r#"{"id":"a\u0062","jsonrpc":"2.0","result":{"type":"started"}}"#
        );
        assert_eq!(
            written("1.50", false, |to, out| to.write_stopped(out)),
            r#"{"id":1.50,"result":{"type":"stopped"}}"#
        );
    }

    #[test]
    fn writes_an_error_next_to_the_id() {
        let failure = ErrorResponse::new(Code::Forbidden, "no access").with_path("forbidden");
        assert_eq!(
            written("1", false, |to, out| to.write_error(&failure, out)),
            r#"{"id":1,"error":{"message":"no access","code":-32003,"data":{"code":"FORBIDDEN","httpStatus":403,"path":"forbidden"}}}"#
        );
    }
}
