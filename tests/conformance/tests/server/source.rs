//! What comes from a server, one after the other.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::Value;
use tokio::time::timeout;

/// Nothing that a case waits for takes longer.
pub(crate) const READ_TIMEOUT: Duration = Duration::from_secs(5);

/// One thing that came.
pub(crate) enum Received {
    /// A sign of life.
    KeepAlive,
    /// A line, an event, or a frame.
    Value(Value),
    /// Nothing more, and how it ended.
    End(String),
}

/// Something to read from.
pub(crate) trait MessageStream {
    /// The next item.
    async fn next(&mut self) -> Result<Received, String>;

    /// How what came differs from what was expected.
    fn differences(&self, expected: &Value, got: &Value) -> Vec<String>;
}

/// A body as it arrives.
pub(crate) struct BodyBuffer {
    body: Incoming,
    /// What has come and was not read yet.
    pub(crate) buffer: Vec<u8>,
}

impl BodyBuffer {
    pub(crate) fn of(body: Incoming) -> BodyBuffer {
        BodyBuffer { body, buffer: Vec::new() }
    }

    /// Waits for more; the end when there is no more.
    pub(crate) async fn fill(&mut self) -> Result<Option<Received>, String> {
        let frame = timeout(READ_TIMEOUT, self.body.frame()).await.map_err(|_| "nothing comes any more".to_owned())?;
        match frame {
            None => Ok(Some(Received::End("the body ended".to_owned()))),
            Some(Err(error)) => Ok(Some(Received::End(format!("the body broke off: {error}")))),
            Some(Ok(frame)) => {
                self.buffer.extend_from_slice(&frame.into_data().unwrap_or(Bytes::new()));
                Ok(None)
            }
        }
    }

    /// What stands in front of `end`, taken out with it.
    pub(crate) fn take_until(&mut self, end: &[u8]) -> Option<String> {
        let at = self.buffer.windows(end.len()).position(|part| part == end)?;
        let taken: Vec<u8> = self.buffer.drain(..at + end.len()).take(at).collect();
        Some(String::from_utf8_lossy(&taken).into_owned())
    }
}
