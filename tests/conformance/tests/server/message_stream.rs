//! Messages from a server: the [`MessageStream`] trait and buffered reading of response bodies.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::Value;
use tokio::time::timeout;

/// Maximum wait for the next bytes or the next message.
pub(crate) const READ_TIMEOUT: Duration = Duration::from_secs(5);

/// Item of a message stream.
pub(crate) enum Received {
    /// Keep-alive message.
    KeepAlive,
    /// Line, event or frame.
    Value(Value),
    /// End of the stream, with its reason.
    End(String),
}

/// Stream of messages in the format of one transport.
pub(crate) trait MessageStream {
    /// Reads the next item.
    ///
    /// # Errors
    ///
    /// Returns a description if the read times out or the message is malformed.
    async fn next(&mut self) -> Result<Received, String>;

    /// Returns the differences between an expected message and a received one.
    fn differences(&self, expected: &Value, got: &Value) -> Vec<String>;
}

/// Response body that is read in chunks.
pub(crate) struct BodyBuffer {
    body: Incoming,
    /// Received bytes that are not consumed yet.
    pub(crate) buffer: Vec<u8>,
}

impl BodyBuffer {
    pub(crate) fn new(body: Incoming) -> BodyBuffer {
        BodyBuffer { body, buffer: Vec::new() }
    }

    /// Reads the next chunk into the buffer; returns [`Received::End`] at the end of the body.
    pub(crate) async fn fill(&mut self) -> Result<Option<Received>, String> {
        let frame = timeout(READ_TIMEOUT, self.body.frame())
            .await
            .map_err(|_| "timed out reading the response body".to_owned())?;
        match frame {
            None => Ok(Some(Received::End("the body ended".to_owned()))),
            Some(Err(error)) => Ok(Some(Received::End(format!("the body broke off: {error}")))),
            Some(Ok(frame)) => {
                self.buffer.extend_from_slice(&frame.into_data().unwrap_or(Bytes::new()));
                Ok(None)
            }
        }
    }

    /// Removes and returns the text before the first `end`, and removes `end`.
    pub(crate) fn take_until(&mut self, end: &[u8]) -> Option<String> {
        let at = self.buffer.windows(end.len()).position(|part| part == end)?;
        let taken: Vec<u8> = self.buffer.drain(..at + end.len()).take(at).collect();
        Some(String::from_utf8_lossy(&taken).into_owned())
    }
}
