//! A WebSocket, as a script's steps use it.

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
    source::{MessageStream, READ_TIMEOUT, Received},
};

/// What a server sent.
pub(crate) enum Frame {
    Text(String),
    Closed(u16),
}

pub(crate) struct Socket {
    stream: WebSocketStream<TcpStream>,
    /// Frames with at least these members are passed over.
    pub(crate) skipped: Vec<Value>,
}

impl Socket {
    pub(crate) async fn open(server: SocketAddr, mount: &str, search: &str) -> Result<Socket, String> {
        let stream = TcpStream::connect(server).await.map_err(|error| format!("no connection: {error}"))?;
        let opened = client_async(format!("ws://{server}/{mount}{search}"), stream).await;
        let (stream, _) = opened.map_err(|error| format!("no socket: {error}"))?;
        Ok(Socket { stream, skipped: Vec::new() })
    }

    pub(crate) async fn send(&mut self, message: Message) -> Result<(), String> {
        self.stream.send(message).await.map_err(|error| format!("cannot be sent: {error}"))
    }

    pub(crate) async fn close(&mut self, code: u16) -> Result<(), String> {
        self.send(Message::Close(Some(CloseFrame { code: code.into(), reason: "".into() }))).await
    }

    /// The next frame within `limit`; a close without a code is 1005, an end without a close 1006.
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

    /// Whether nothing but what is passed over comes for so long.
    pub(crate) async fn expect_silence(&mut self, time: Duration) -> Result<(), String> {
        let until = tokio::time::Instant::now() + time;
        loop {
            let left = until.saturating_duration_since(tokio::time::Instant::now());
            match self.frame(left).await {
                None => return Ok(()),
                Some(Frame::Text(text)) if self.is_skipped(&text) => {}
                Some(Frame::Text(text)) => return Err(format!("nothing is expected, and {text} came")),
                Some(Frame::Closed(code)) => return Err(format!("nothing is expected, and it closed by {code}")),
            }
        }
    }

    /// `PING`, where no step names it, and what a script skips.
    pub(crate) fn is_skipped(&self, text: &str) -> bool {
        let value: Option<Value> = serde_json::from_str(text).ok();
        text == "PING" || value.is_some_and(|value| self.skipped.iter().any(|skip| difference::has(skip, &value)))
    }
}

impl MessageStream for Socket {
    async fn next(&mut self) -> Result<Received, String> {
        match self.frame(READ_TIMEOUT).await {
            None => Err("nothing comes".to_owned()),
            Some(Frame::Closed(code)) => Ok(Received::End(format!("it closed by {code}"))),
            Some(Frame::Text(text)) if text == "PING" => Ok(Received::KeepAlive),
            Some(Frame::Text(text)) => {
                serde_json::from_str(&text).map(Received::Value).map_err(|_| format!("{text:?} is no JSON"))
            }
        }
    }

    fn differences(&self, expected: &Value, got: &Value) -> Vec<String> {
        difference::between(expected, got)
    }
}
