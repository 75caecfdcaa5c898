//! WebSocket messages (`docs/protocol.md#websocket`).
//!
//! [`Frame::parse`] parses a text frame, and [`ResponseEnvelope`] writes the responses to a message.

mod envelope;
mod incoming;
mod message;
mod outgoing;

pub use envelope::{MessageId, ResponseEnvelope};
pub use incoming::{Frame, MessageError};
pub use message::{ClientMessage, SocketCall, SocketMethod};
pub use outgoing::{PING, PONG, RECONNECT};
