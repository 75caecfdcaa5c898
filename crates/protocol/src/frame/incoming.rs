//! Parsing of text frames.

use std::fmt;

use bytes::Bytes;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::message::{self, ClientMessage};
use crate::{Code, ErrorResponse, ResponseEnvelope};

/// Parsed text frame.
#[derive(Debug)]
pub enum Frame {
    /// Keep-alive request. Respond with [`PONG`](super::PONG) after everything that is already queued.
    Ping,
    /// Response to a [`PING`](super::PING).
    Pong,
    /// Messages. A rejected message does not affect the others.
    Messages(Vec<Result<ClientMessage, MessageError>>),
}

/// Message that was rejected.
#[derive(Debug)]
pub struct MessageError {
    /// Envelope of the response, or [`ResponseEnvelope::NULL_ID`] if the id is unreadable.
    pub envelope: ResponseEnvelope,
    /// Error to respond with.
    pub error: ErrorResponse,
}

impl Frame {
    /// Parses a frame of up to `limit` messages, without copying their inputs.
    /// A malformed message becomes a [`MessageError`], with the message's own id if it is readable. If the frame is not
    /// JSON or contains too many messages, all messages are rejected. At most 1,000 rejections are reported.
    ///
    /// Each input keeps the whole frame in memory until the input is dropped.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::{ClientMessage, Frame};
    ///
    /// let frame = r#"[{"id":1,"method":"query","params":{"path":"ping"}},{"id":2,"method":"?"}]"#;
    /// let Frame::Messages(messages) = Frame::parse(&frame.into(), 20) else { unreachable!() };
    /// assert!(matches!(&messages[0], Ok(ClientMessage::Call(call)) if call.path == "ping"));
    /// assert_eq!(messages[1].as_ref().unwrap_err().envelope.id.as_json(), "2");
    /// ```
    pub fn parse(frame: &Bytes, limit: usize) -> Frame {
        match &frame[..] {
            b"PING" => Frame::Ping,
            b"PONG" => Frame::Pong,
            text if text.trim_ascii_start().starts_with(b"[") => Frame::Messages(array(frame, limit)),
            text => Frame::Messages(vec![one(frame, text)]),
        }
    }
}

fn one(frame: &Bytes, json: &[u8]) -> Result<ClientMessage, MessageError> {
    message::parse(frame, json).map_err(|(envelope, error)| MessageError { envelope, error })
}

fn array(frame: &Bytes, limit: usize) -> Vec<Result<ClientMessage, MessageError>> {
    let mut elements = Vec::new();
    let mut decoder = serde_json::Deserializer::from_slice(frame);
    let max_elements = limit.max(MAX_REJECTIONS);
    let read = decoder.deserialize_seq(Elements { first: &mut elements, max_elements });
    match read.and_then(|count| decoder.end().map(|()| count)) {
        Err(error) => reject_all(frame, &elements, message::invalid_json(&error)),
        Ok(count) if count > limit => {
            let message = format!("Batch call exceeds maximum size: {count} calls, and at most {limit} are taken");
            reject_all(frame, &elements, ErrorResponse::new(Code::BadRequest, message))
        }
        Ok(_) => elements.iter().map(|element| one(frame, element.as_bytes())).collect(),
    }
}

/// Maximum number of responses to a rejected frame, because a response is far longer than the shortest message.
const MAX_REJECTIONS: usize = 1000;

/// Rejects all messages with the same error, once per readable id, or once with a `null` id if none is readable.
fn reject_all(frame: &Bytes, elements: &[&str], error: ErrorResponse) -> Vec<Result<ClientMessage, MessageError>> {
    let envelope = |element: &&str| match message::parse(frame, element.as_bytes()) {
        Ok(ClientMessage::Call(call)) => call.envelope,
        Ok(ClientMessage::Stop(envelope)) | Err((envelope, _)) => envelope,
    };
    let elements = elements.iter().take(MAX_REJECTIONS);
    let mut envelopes: Vec<ResponseEnvelope> = elements.map(envelope).filter(|it| !it.id.is_null()).collect();
    if envelopes.is_empty() {
        envelopes.push(ResponseEnvelope::NULL_ID);
    }
    envelopes.into_iter().map(|envelope| Err(MessageError { envelope, error: error.clone() })).collect()
}

/// Visitor that counts the elements of an array and collects the first `max_elements` as raw JSON. Elements before a
/// syntax error are kept.
struct Elements<'s, 'a> {
    first: &'s mut Vec<&'a str>,
    max_elements: usize,
}

impl<'de> Visitor<'de> for Elements<'_, 'de> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of messages")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut elements: S) -> Result<usize, S::Error> {
        let mut count = 0;
        while let Some(element) = elements.next_element::<&'de RawValue>()? {
            count += 1;
            if self.first.len() < self.max_elements {
                self.first.push(element.get());
            }
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
