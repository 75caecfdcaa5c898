//! Server-sent events (protocol section 4; WHATWG HTML, section 9.2).

use std::time::Duration;

use crate::Failure;

/// The content type of a subscription.
pub const REPLY_CONTENT_TYPE: &str = "text/event-stream";

/// Writes the events of one subscription; remembers the id that the client has.
///
/// Every event has a `data:` line: EventSource never dispatches one without.
#[derive(Debug, Default)]
pub struct EventStream {
    last_id: Option<String>,
}

impl EventStream {
    /// A stream to a client that has seen `last_id` already.
    pub fn new(last_id: Option<&str>) -> EventStream {
        EventStream { last_id: last_id.map(str::to_owned) }
    }

    /// The first event, always. A client that hears nothing for `inactivity` reconnects.
    pub fn connected(&self, inactivity: Duration) -> Vec<u8> {
        let milliseconds = inactivity.as_millis();
        format!("event: connected\ndata: {{\"reconnectAfterInactivityMs\":{milliseconds}}}\n\n").into_bytes()
    }

    /// One value: `json` is one line of JSON.
    ///
    /// A browser keeps the last id for events without one, and the client would then wrap them; so an untracked value
    /// behind a tracked one clears the id first and restores it after.
    pub fn value(&mut self, id: Option<String>, json: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(json.len() + 32);
        out.extend_from_slice(b"data: ");
        out.extend_from_slice(json);
        match (id, &self.last_id) {
            (Some(id), _) => {
                push(&mut out, &["\nid: ", &id, "\n\n"]);
                self.last_id = Some(id);
            }
            (None, Some(last)) => push(&mut out, &["\nid:\n\nevent: restore-id\ndata:\nid: ", last, "\n\n"]),
            (None, None) => out.extend_from_slice(b"\n\n"),
        }
        out
    }

    /// A sign of life: comments do not count as activity, events do.
    pub fn ping(&self) -> Vec<u8> {
        b"event: ping\ndata:\n\n".to_vec()
    }

    /// The last event of a subscription that failed.
    pub fn failed(&self, failure: &Failure) -> Vec<u8> {
        let mut out = b"event: serialized-error\ndata: ".to_vec();
        failure.write_shape(&mut out);
        out.extend_from_slice(b"\n\n");
        out
    }

    /// The last event of a subscription that came to its end.
    pub fn returned(&self) -> Vec<u8> {
        b"event: return\ndata:\n\n".to_vec()
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

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn an_untracked_value_behind_a_tracked_one_restores_the_id() {
        let mut stream = EventStream::default();
        assert_eq!(text(stream.value(None, b"1")), "data: 1\n\n");
        assert_eq!(text(stream.value(Some("7".into()), b"2")), "data: 2\nid: 7\n\n");
        assert_eq!(text(stream.value(None, b"3")), "data: 3\nid:\n\nevent: restore-id\ndata:\nid: 7\n\n");
    }

    #[test]
    fn an_id_that_the_client_sent_counts_as_seen() {
        let mut stream = EventStream::new(Some("4"));
        assert!(text(stream.value(None, b"1")).contains("restore-id"));
    }
}
