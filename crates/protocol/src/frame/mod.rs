//! Messages of a WebSocket (`docs/protocol.md#websocket`).
//!
//! [`Frame::parse`] reads a text frame; [`ResponseEnvelope`] writes the responses to a message.

mod envelope;
mod incoming;
mod message;
mod outgoing;

pub use envelope::{MessageId, ResponseEnvelope};
pub use incoming::{Frame, MessageError};
pub use message::{ClientMessage, SocketCall, SocketMethod};
pub use outgoing::{PING, PONG, RECONNECT};
