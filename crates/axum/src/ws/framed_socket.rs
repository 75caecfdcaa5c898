//! The socket itself, and what waits to be written to it.

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

/// So many frames share a flush, where so many are ready.
const MAX_FRAMES_PER_FLUSH: usize = 32;

/// How long a client may take to hear that its socket is closed.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// One socket.
pub(super) struct FramedSocket {
    socket: WebSocket,
    readable: WakeFlag,
    /// Answers, in the order in which they were made; events do not wait here but in their streams.
    outbox: VecDeque<Utf8Bytes>,
    capacity: usize,
    is_flushed: bool,
    /// Whether nothing more can be read, though more may come.
    has_read_error: bool,
}

/// What came from the client.
pub(super) enum Received {
    Text(Bytes),
    Binary,
    /// A sign of life of the socket's own.
    Control,
    /// Nothing more.
    Closed(SocketClose),
}

/// How a socket ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SocketClose {
    /// By us: a code, and why.
    Local(u16, &'static str),
    /// The client closes it, or it is broken: nothing more is said.
    Remote,
    /// The client does not answer: nothing more is waited for.
    Unresponsive,
}

impl SocketClose {
    pub(super) const RESTART: SocketClose = SocketClose::Local(1012, "the server is about to stop");
    pub(super) const EXPIRED: SocketClose = SocketClose::Local(4401, "expired");
    pub(super) const TOO_SLOW: SocketClose = SocketClose::Local(1013, "events came faster than they were read");
    pub(super) const INVALID_PARAMS: SocketClose = SocketClose::Local(1008, "connection params");
    pub(super) const IDLE: SocketClose = SocketClose::Local(1001, "idle");
}

impl FramedSocket {
    pub(super) fn new(socket: WebSocket, room: usize) -> FramedSocket {
        FramedSocket {
            socket,
            readable: WakeFlag::new(),
            outbox: VecDeque::new(),
            capacity: room.max(1),
            is_flushed: true,
            has_read_error: false,
        }
    }

    /// Adds a frame of JSON behind what waits.
    pub(super) fn push(&mut self, frame: Vec<u8>) {
        let text = String::from_utf8(frame);
        // A raw procedure may answer with anything; a text frame must be text.
        let text = text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        self.outbox.push_back(text.into());
    }

    pub(super) fn push_text(&mut self, text: &'static str) {
        self.outbox.push_back(Utf8Bytes::from_static(text));
    }

    /// Whether what a frame asks for finds room; else the client has to read first.
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

    /// Writes what waits, and what `more` adds when nothing does, for as long as the socket takes it. Resolves when
    /// the socket is to end.
    ///
    /// `more` pushes frames and says that it did, or why to end.
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

    /// Hands frames to the socket without flushing; how many.
    fn feed(
        &mut self,
        cx: &mut Context<'_>,
        more: &mut impl FnMut(&mut Context<'_>, &mut FramedSocket) -> Result<bool, SocketClose>,
    ) -> Poll<Result<usize, SocketClose>> {
        for fed in 0..MAX_FRAMES_PER_FLUSH {
            let took = ready!(Pin::new(&mut self.socket).poll_ready(cx));
            if self.outbox.is_empty() && !more(cx, self)? {
                return Poll::Ready(Ok(fed));
            }
            let Some(frame) = self.outbox.pop_front() else { return Poll::Ready(Ok(fed)) };
            self.is_flushed = false;
            let sent = took.and_then(|()| Pin::new(&mut self.socket).start_send(Message::Text(frame)));
            if sent.is_err() {
                return Poll::Ready(Err(SocketClose::Remote));
            }
        }
        Poll::Ready(Ok(MAX_FRAMES_PER_FLUSH))
    }

    /// Says what is still to be said, closes, and waits a moment for the client to have heard it.
    pub(super) async fn close(&mut self, how: SocketClose) {
        let farewell = async {
            match how {
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
            // Whoever closes with bytes unread resets the connection, and its last words are lost.
            while let Some(Ok(_)) = self.socket.next().await {}
            if self.has_read_error {
                std::future::pending().await
            }
        };
        drop(timeout(CLOSE_TIMEOUT, farewell).await);
    }
}

/// How a socket ends whose client broke the protocol, or left without a word.
fn close_for_error(error: axum::Error) -> SocketClose {
    match error.into_inner().downcast_ref::<tungstenite::Error>() {
        Some(tungstenite::Error::Capacity(_)) => SocketClose::Local(1009, "the frame is too large"),
        Some(tungstenite::Error::Utf8(_)) => SocketClose::Local(1007, "a text frame is not UTF-8"),
        Some(tungstenite::Error::Protocol(error)) => match error {
            tungstenite::error::ProtocolError::ResetWithoutClosingHandshake => SocketClose::Remote,
            _ => SocketClose::Local(1002, "not what a WebSocket may send"),
        },
        _ => SocketClose::Remote,
    }
}
