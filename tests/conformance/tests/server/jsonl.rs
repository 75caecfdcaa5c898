//! Parser of JSON Lines responses; see `docs/protocol.md#json-lines`.

use serde_json::Value;

use crate::{
    difference,
    message_stream::{BodyBuffer, MessageStream, Received},
};

pub(crate) struct JsonLines(pub(crate) BodyBuffer);

impl MessageStream for JsonLines {
    async fn next(&mut self) -> Result<Received, String> {
        loop {
            if self.0.buffer.first() == Some(&b' ') {
                self.0.buffer.remove(0);
                return Ok(Received::KeepAlive);
            }
            if let Some(line) = self.0.take_until(b"\n") {
                let value = serde_json::from_str(&line).map_err(|error| format!("{line:?} is not JSON: {error}"))?;
                return Ok(Received::Value(value));
            }
            match self.0.fill().await? {
                Some(_) if !self.0.buffer.is_empty() => {
                    return Err(format!("last line without a line feed: {:?}", self.rest()));
                }
                Some(end) => return Ok(end),
                None => {}
            }
        }
    }

    fn differences(&self, expected: &Value, got: &Value) -> Vec<String> {
        difference::between(expected, got)
    }
}

impl JsonLines {
    fn rest(&self) -> String {
        String::from_utf8_lossy(&self.0.buffer).into_owned()
    }
}
