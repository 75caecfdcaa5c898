//! Server-sent events (`docs/protocol.md#server-sent-events`; WHATWG HTML, section 9.2).

use std::time::Duration;

use crate::ErrorResponse;

/// Content type of a subscription.
pub const TEXT_EVENT_STREAM: &str = "text/event-stream";

/// Writer for the events of one subscription. Keeps track of the client's last event id.
///
/// Every event has a `data:` line, because `EventSource` does not dispatch events without one.
#[derive(Debug, Default)]
pub struct SseWriter {
    last_event_id: Option<String>,
}

impl SseWriter {
    /// Creates a writer for a client whose last event id is `last_id`.
    pub fn new(last_id: Option<&str>) -> SseWriter {
        SseWriter { last_event_id: last_id.map(str::to_owned) }
    }

    /// Appends the `connected` event, the first event of every stream. Clients reconnect if they receive nothing for
    /// `inactivity`.
    pub fn write_connected(&self, inactivity: Duration, out: &mut Vec<u8>) {
        let milliseconds = inactivity.as_millis().to_string();
        push(out, &["event: connected\ndata: {\"reconnectAfterInactivityMs\":", &milliseconds, "}\n\n"]);
    }

    /// Appends one value. `json` must be a single line.
    /// For events without an id, browsers report the last id again, and tRPC's client would treat them as tracked. An
    /// untracked value after a tracked one therefore clears the id, and a second event restores it.
    pub fn write_data(&mut self, id: Option<String>, json: &[u8], out: &mut Vec<u8>) {
        out.reserve(json.len() + 32);
        out.extend_from_slice(b"data: ");
        out.extend_from_slice(json);
        match (id, &self.last_event_id) {
            (Some(id), _) => {
                push(out, &["\nid: ", &id, "\n\n"]);
                self.last_event_id = Some(id);
            }
            (None, Some(last)) => push(out, &["\nid:\n\nevent: restore-id\ndata:\nid: ", last, "\n\n"]),
            (None, None) => out.extend_from_slice(b"\n\n"),
        }
    }

    /// Appends a keep-alive event. A comment would not be enough, because clients only count events as activity.
    pub fn write_ping(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"event: ping\ndata:\n\n");
    }

    /// Appends the last event of a failed subscription.
    pub fn write_error(&self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        out.extend_from_slice(b"event: serialized-error\ndata: ");
        failure.write_error(out);
        out.extend_from_slice(b"\n\n");
    }

    /// Appends the last event of a completed subscription.
    pub fn write_return(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"event: return\ndata:\n\n");
    }
}

fn push(out: &mut Vec<u8>, parts: &[&str]) {
    for part in parts {
        out.extend_from_slice(part.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(stream: &mut SseWriter, id: Option<&str>, json: &str) -> String {
        let mut out = Vec::new();
        stream.write_data(id.map(str::to_owned), json.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn restores_the_id_after_an_untracked_value() {
        let mut stream = SseWriter::default();
        assert_eq!(value(&mut stream, None, "1"), "data: 1\n\n");
        assert_eq!(value(&mut stream, Some("7"), "2"), "data: 2\nid: 7\n\n");
        assert_eq!(value(&mut stream, None, "3"), "data: 3\nid:\n\nevent: restore-id\ndata:\nid: 7\n\n");
    }

    #[test]
    fn starts_from_the_id_that_the_client_sent() {
        let mut stream = SseWriter::new(Some("4"));
        assert!(value(&mut stream, None, "1").contains("restore-id"));
    }
}
