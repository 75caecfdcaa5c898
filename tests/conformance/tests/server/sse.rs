//! Parser of server-sent events ([WHATWG HTML, section 9.2.6](https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation)).

use serde_json::{Map, Value, json};

use crate::{
    difference,
    message_stream::{BodyBuffer, MessageStream, Received},
};

pub(crate) struct SseEvents(pub(crate) BodyBuffer);

impl MessageStream for SseEvents {
    async fn next(&mut self) -> Result<Received, String> {
        loop {
            if let Some(block) = self.0.take_until(b"\n\n") {
                match parse_event(&block) {
                    Some(Value::Object(event)) if event["event"] == "ping" => return Ok(Received::KeepAlive),
                    Some(event) => return Ok(Received::Value(event)),
                    None => continue,
                }
            }
            if let Some(end) = self.0.fill().await? {
                return Ok(end);
            }
        }
    }

    /// Compares the data as JSON or as text, depending on the member of the case.
    fn differences(&self, expected: &Value, got: &Value) -> Vec<String> {
        let (mut expected, mut got) = (expected.clone(), got.clone());
        let (Some(members), Some(event)) = (expected.as_object_mut(), got.as_object_mut()) else {
            return vec!["an event is an object".to_owned()];
        };
        members.entry("event").or_insert_with(|| "message".into());
        if members.contains_key("json") {
            let data = event.remove("text").unwrap_or_default();
            let data = serde_json::from_str(data.as_str().unwrap_or_default());
            event.insert("json".to_owned(), data.unwrap_or_else(|_| json!({ "not JSON": true })));
        }
        difference::between(&expected, &got)
    }
}

/// Parses an event; returns `None` if the block has no `data` line.
fn parse_event(block: &str) -> Option<Value> {
    let mut event = Map::from_iter([("event".to_owned(), Value::from("message"))]);
    let mut data: Vec<&str> = Vec::new();
    for line in block.lines().filter(|line| !line.starts_with(':')) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "data" => data.push(value),
            "event" | "id" => drop(event.insert(name.to_owned(), value.into())),
            _ => {}
        }
    }
    if data.is_empty() {
        return None;
    }
    event.insert("text".to_owned(), data.join("\n").into());
    Some(event.into())
}
