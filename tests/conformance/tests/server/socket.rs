//! WebSocket client for the steps of a script.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, protocol::CloseFrame},
};

use crate::{
    difference,
    message_stream::{MessageStream, READ_TIMEOUT, Received},
};

/// Text message or close frame of the server.
pub(crate) enum Frame {
    Text(String),
    Closed(u16),
}

pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
    /// Patterns of messages to skip: a message matches if it has at least these members.
    pub(crate) skipped: Vec<Value>,
}

impl Socket {
    pub(crate) async fn open(server: SocketAddr, path: &str, search: &str) -> Result<Socket, String> {
        let stream = TcpStream::connect(server).await.map_err(|error| format!("cannot connect: {error}"))?;
        let opened = client_async(format!("ws://{server}/{path}{search}"), stream).await;
        let (stream, _) = opened.map_err(|error| format!("cannot open the WebSocket: {error}"))?;
        Ok(Socket { stream, skipped: Vec::new() })
    }

    pub(crate) async fn send(&mut self, message: Message) -> Result<(), String> {
        self.stream.send(message).await.map_err(|error| format!("cannot send: {error}"))
    }

    pub(crate) async fn close(&mut self, code: u16) -> Result<(), String> {
        self.send(Message::Close(Some(CloseFrame { code: code.into(), reason: "".into() }))).await
    }

    /// Reads the next frame; returns `None` after `limit`.
    ///
    /// A close frame without a code has code 1005, an end without a close frame 1006 (RFC 6455, section 7.4.1).
    pub(crate) async fn frame(&mut self, limit: Duration) -> Option<Frame> {
        let next = async {
            loop {
                match self.stream.next().await {
                    Some(Ok(Message::Text(text))) => return Frame::Text(text.to_string()),
                    Some(Ok(Message::Close(close))) => return Frame::Closed(close.map_or(1005, |it| it.code.into())),
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return Frame::Closed(1006),
                }
            }
        };
        timeout(limit, next).await.ok()
    }

    /// Waits for `time` and fails if a message arrives that is not skipped.
    pub(crate) async fn expect_silence(&mut self, time: Duration) -> Result<(), String> {
        let until = tokio::time::Instant::now() + time;
        loop {
            let left = until.saturating_duration_since(tokio::time::Instant::now());
            match self.frame(left).await {
                None => return Ok(()),
                Some(Frame::Text(text)) if self.is_skipped(&text) => {}
                Some(Frame::Text(text)) => return Err(format!("expected silence, got {text}")),
                Some(Frame::Closed(code)) => return Err(format!("expected silence, closed with code {code}")),
            }
        }
    }

    /// Returns `true` for `PING` and for messages that match a `skip` pattern.
    pub(crate) fn is_skipped(&self, text: &str) -> bool {
        let value: Option<Value> = serde_json::from_str(text).ok();
        text == "PING" || value.is_some_and(|value| self.skipped.iter().any(|skip| difference::has(skip, &value)))
    }
}

impl MessageStream for Socket {
    async fn next(&mut self) -> Result<Received, String> {
        match self.frame(READ_TIMEOUT).await {
            None => Err("timed out waiting for a message".to_owned()),
            Some(Frame::Closed(code)) => Ok(Received::End(format!("closed with code {code}"))),
            Some(Frame::Text(text)) if text == "PING" => Ok(Received::KeepAlive),
            Some(Frame::Text(text)) => {
                serde_json::from_str(&text).map(Received::Value).map_err(|_| format!("not JSON: {text:?}"))
            }
        }
    }

    fn differences(&self, expected: &Value, got: &Value) -> Vec<String> {
        difference::between(expected, got)
    }
}
