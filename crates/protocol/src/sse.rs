//! Server-sent events (protocol section 4; WHATWG HTML, section 9.2).

use std::time::Duration;

use crate::ErrorResponse;

/// The content type of a subscription.
pub const TEXT_EVENT_STREAM: &str = "text/event-stream";

/// Writes the events of one subscription; remembers the id that the client has.
///
/// Every event has a `data:` line: EventSource never dispatches one without.
#[derive(Debug, Default)]
pub struct SseWriter {
    last_event_id: Option<String>,
}

impl SseWriter {
    /// A stream to a client that has seen `last_id` already.
    pub fn new(last_id: Option<&str>) -> SseWriter {
        SseWriter { last_event_id: last_id.map(str::to_owned) }
    }

    /// Appends the first event, always. A client that hears nothing for `inactivity` reconnects.
    pub fn write_connected(&self, inactivity: Duration, out: &mut Vec<u8>) {
        let milliseconds = inactivity.as_millis().to_string();
        push(out, &["event: connected\ndata: {\"reconnectAfterInactivityMs\":", &milliseconds, "}\n\n"]);
    }

    /// Appends one value: `json` is one line of JSON.
    ///
    /// A browser keeps the last id for events without one, and the client would then wrap them; so an untracked value
    /// behind a tracked one clears the id first and restores it after.
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

    /// Appends a sign of life: comments do not count as activity, events do.
    pub fn write_ping(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"event: ping\ndata:\n\n");
    }

    /// Appends the last event of a subscription that failed.
    pub fn write_error(&self, failure: &ErrorResponse, out: &mut Vec<u8>) {
        out.extend_from_slice(b"event: serialized-error\ndata: ");
        failure.write_error(out);
        out.extend_from_slice(b"\n\n");
    }

    /// Appends the last event of a subscription that came to its end.
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
    fn an_untracked_value_behind_a_tracked_one_restores_the_id() {
        let mut stream = SseWriter::default();
        assert_eq!(value(&mut stream, None, "1"), "data: 1\n\n");
        assert_eq!(value(&mut stream, Some("7"), "2"), "data: 2\nid: 7\n\n");
        assert_eq!(value(&mut stream, None, "3"), "data: 3\nid:\n\nevent: restore-id\ndata:\nid: 7\n\n");
    }

    #[test]
    fn an_id_that_the_client_sent_counts_as_seen() {
        let mut stream = SseWriter::new(Some("4"));
        assert!(value(&mut stream, None, "1").contains("restore-id"));
    }
}
