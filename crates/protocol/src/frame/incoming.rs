//! From a text frame to its messages.

use std::fmt;

use bytes::Bytes;
use serde::de::{Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::message::{self, ClientMessage};
use crate::{Code, ErrorResponse, ResponseEnvelope};

/// What one text frame holds.
#[derive(Debug)]
pub enum Frame {
    /// The client asks whether the server lives: answer [`PONG`](super::PONG), behind what is queued.
    Ping,
    /// The client answers a [`PING`](super::PING).
    Pong,
    /// Messages, each by itself: one that is refused takes no other with it.
    Messages(Vec<Result<ClientMessage, MessageError>>),
}

/// A message that was not understood.
#[derive(Debug)]
pub struct MessageError {
    /// Under what to answer; [`Address::NOBODY`] when no id could be read.
    pub envelope: ResponseEnvelope,
    /// Why.
    pub error: ErrorResponse,
}

impl Frame {
    /// Reads a frame of at most `limit` messages; inputs are cut out of it without copying them.
    ///
    /// Nothing fails as a whole: what cannot be read is [`Refused`], under its own id wherever one is readable. Of a
    /// frame that is not JSON, or that has too many messages, none is run, and of the latter the first 1,000 are answered.
    ///
    /// An input keeps its frame in memory for as long as it is held.
    ///
    /// # Example
    ///
    /// ```
    /// use isotype_protocol::{Frame, Message};
    ///
    /// let frame = r#"[{"id":1,"method":"query","params":{"path":"ping"}},{"id":2,"method":"?"}]"#;
    /// let Frame::Messages(messages) = Frame::parse(&frame.into(), 20) else { unreachable!() };
    /// assert!(matches!(&messages[0], Ok(Message::Call(call)) if call.path == "ping"));
    /// assert_eq!(messages[1].as_ref().unwrap_err().address.id.as_json(), "2");
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
    message::parse(frame, json).map_err(|(address, failure)| MessageError { envelope: address, error: failure })
}

fn array(frame: &Bytes, limit: usize) -> Vec<Result<ClientMessage, MessageError>> {
    let mut elements = Vec::new();
    let mut decoder = serde_json::Deserializer::from_slice(frame);
    let most = limit.max(MAX_REJECTIONS);
    let read = decoder.deserialize_seq(Elements { first: &mut elements, max_elements: most });
    match read.and_then(|count| decoder.end().map(|()| count)) {
        Err(error) => reject_all(frame, &elements, message::invalid_json(&error)),
        Ok(count) if count > limit => {
            let message = format!("Batch call exceeds maximum size: {count} calls, and at most {limit} are taken");
            reject_all(frame, &elements, ErrorResponse::new(Code::BadRequest, message))
        }
        Ok(_) => elements.iter().map(|element| one(frame, element.as_bytes())).collect(),
    }
}

/// How many answers a frame of nothing but refused messages can have: an answer is far longer than the least message.
const MAX_REJECTIONS: usize = 1000;

/// The same failure under every id that can be read; once under none where there is no id at all.
fn reject_all(frame: &Bytes, elements: &[&str], failure: ErrorResponse) -> Vec<Result<ClientMessage, MessageError>> {
    let address = |element: &&str| match message::parse(frame, element.as_bytes()) {
        Ok(ClientMessage::Call(call)) => call.envelope,
        Ok(ClientMessage::Stop(address)) | Err((address, _)) => address,
    };
    let elements = elements.iter().take(MAX_REJECTIONS);
    let mut addresses: Vec<ResponseEnvelope> = elements.map(address).filter(|address| !address.id.is_null()).collect();
    if addresses.is_empty() {
        addresses.push(ResponseEnvelope::NULL_ID);
    }
    addresses.into_iter().map(|address| Err(MessageError { envelope: address, error: failure.clone() })).collect()
}

/// Counts the elements of an array, and collects the first ones raw; those in front of a break stay.
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
