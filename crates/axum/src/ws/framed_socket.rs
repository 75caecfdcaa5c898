//! WebSocket with an outbox of frames.

use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use bytes::Bytes;
use futures_util::{Sink, SinkExt, StreamExt};
use tokio::time::timeout;

use super::wake_flag::WakeFlag;

/// Maximum number of frames per flush.
const MAX_FRAMES_PER_FLUSH: usize = 32;

/// Time the client has to receive the close frame.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// WebSocket with an outbox of frames.
pub(super) struct FramedSocket {
    socket: WebSocket,
    readable: WakeFlag,
    /// Responses in order of completion. Events wait in their streams instead.
    outbox: VecDeque<Utf8Bytes>,
    capacity: usize,
    is_flushed: bool,
    /// If `true`, a read failed and no further reads are attempted.
    has_read_error: bool,
}

/// Frame received from the client.
pub(super) enum Received {
    Text(Bytes),
    Binary,
    /// Ping or pong frame.
    Control,
    /// The socket is closed or broken.
    Closed(SocketClose),
}

/// Reason for closing a socket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SocketClose {
    /// Closed by the server, with a code and a reason (`docs/protocol.md#close-codes`).
    Local(u16, &'static str),
    /// Closed by the client, or broken.
    Remote,
    /// Closed without a handshake because the client does not respond.
    Unresponsive,
}

impl SocketClose {
    pub(super) const RESTART: SocketClose = SocketClose::Local(1012, "server is shutting down");
    pub(super) const EXPIRED: SocketClose = SocketClose::Local(4401, "expired");
    pub(super) const TOO_SLOW: SocketClose = SocketClose::Local(1013, "subscriber too slow");
    pub(super) const INVALID_PARAMS: SocketClose = SocketClose::Local(1008, "connection params");
    pub(super) const IDLE: SocketClose = SocketClose::Local(1001, "idle");
}

impl FramedSocket {
    /// Wraps `socket` and adds an outbox that holds up to `capacity` frames.
    pub(super) fn new(socket: WebSocket, capacity: usize) -> FramedSocket {
        FramedSocket {
            socket,
            readable: WakeFlag::new(),
            outbox: VecDeque::new(),
            capacity: capacity.max(1),
            is_flushed: true,
            has_read_error: false,
        }
    }

    /// Adds a JSON frame to the outbox.
    pub(super) fn push(&mut self, frame: Vec<u8>) {
        let text = String::from_utf8(frame);
        // Text frames must be UTF-8, but raw procedures may return other bytes.
        let text = text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        self.outbox.push_back(text.into());
    }

    pub(super) fn push_text(&mut self, text: &'static str) {
        self.outbox.push_back(Utf8Bytes::from_static(text));
    }

    /// Returns `true` if the outbox has capacity for another response.
    pub(super) fn has_capacity(&self) -> bool {
        self.outbox.len() < self.capacity
    }

    pub(super) fn poll_read(&mut self, cx: &mut Context<'_>) -> Poll<Received> {
        let message = ready!(self.readable.poll(cx, |cx| self.socket.poll_next_unpin(cx)));
        Poll::Ready(match message {
            Some(Ok(Message::Text(text))) => Received::Text(text.into()),
            Some(Ok(Message::Binary(_))) => Received::Binary,
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => Received::Control,
            Some(Ok(Message::Close(_))) | None => Received::Closed(SocketClose::Remote),
            Some(Err(error)) => {
                let close = close_for_error(error);
                self.has_read_error = close != SocketClose::Remote;
                Received::Closed(close)
            }
        })
    }

    /// Writes frames as long as the socket accepts them. Resolves only when the socket must be closed.
    ///
    /// When the outbox is empty, `more` is called to refill it. It returns `Ok(true)` if it queued a frame, `Ok(false)` if there is
    /// nothing to send, and the close reason if the socket must be closed.
    pub(super) fn poll_write(
        &mut self,
        cx: &mut Context<'_>,
        mut more: impl FnMut(&mut Context<'_>, &mut FramedSocket) -> Result<bool, SocketClose>,
    ) -> Poll<SocketClose> {
        loop {
            match self.feed(cx, &mut more) {
                Poll::Ready(Err(close)) => return Poll::Ready(close),
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(fed)) => {
                    if !self.is_flushed {
                        match ready!(Pin::new(&mut self.socket).poll_flush(cx)) {
                            Ok(()) => self.is_flushed = true,
                            Err(_) => return Poll::Ready(SocketClose::Remote),
                        }
                    }
                    if fed < MAX_FRAMES_PER_FLUSH {
                        return Poll::Pending;
                    }
                }
            }
        }
    }

    /// Passes frames to the socket without flushing. Returns the number of frames.
    fn feed(
        &mut self,
        cx: &mut Context<'_>,
        more: &mut impl FnMut(&mut Context<'_>, &mut FramedSocket) -> Result<bool, SocketClose>,
    ) -> Poll<Result<usize, SocketClose>> {
        for fed in 0..MAX_FRAMES_PER_FLUSH {
            let readiness = ready!(Pin::new(&mut self.socket).poll_ready(cx));
            if self.outbox.is_empty() && !more(cx, self)? {
                return Poll::Ready(Ok(fed));
            }
            let Some(frame) = self.outbox.pop_front() else { return Poll::Ready(Ok(fed)) };
            self.is_flushed = false;
            let sent = readiness.and_then(|()| Pin::new(&mut self.socket).start_send(Message::Text(frame)));
            if sent.is_err() {
                return Poll::Ready(Err(SocketClose::Remote));
            }
        }
        Poll::Ready(Ok(MAX_FRAMES_PER_FLUSH))
    }

    /// Sends the outbox and the close frame, then waits for the client to close the connection.
    pub(super) async fn close(&mut self, close: SocketClose) {
        let handshake = async {
            match close {
                SocketClose::Unresponsive => return,
                SocketClose::Remote => drop(self.socket.flush().await),
                SocketClose::Local(code, reason) => {
                    while let Some(frame) = self.outbox.pop_front() {
                        if self.socket.feed(Message::Text(frame)).await.is_err() {
                            return;
                        }
                    }
                    let frame = CloseFrame { code, reason: Utf8Bytes::from_static(reason) };
                    drop(self.socket.send(Message::Close(Some(frame))).await);
                }
            }
            // Closing with unread bytes would reset the connection, and the client might lose the last frames.
            while let Some(Ok(_)) = self.socket.next().await {}
            if self.has_read_error {
                std::future::pending().await
            }
        };
        drop(timeout(CLOSE_TIMEOUT, handshake).await);
    }
}

/// Maps a read error to the reason for closing the socket.
fn close_for_error(error: axum::Error) -> SocketClose {
    match error.into_inner().downcast_ref::<tungstenite::Error>() {
        Some(tungstenite::Error::Capacity(_)) => SocketClose::Local(1009, "frame too large"),
        Some(tungstenite::Error::Utf8(_)) => SocketClose::Local(1007, "text frame is not UTF-8"),
        Some(tungstenite::Error::Protocol(error)) => match error {
            tungstenite::error::ProtocolError::ResetWithoutClosingHandshake => SocketClose::Remote,
            _ => SocketClose::Local(1002, "WebSocket protocol violation"),
        },
        _ => SocketClose::Remote,
    }
}
