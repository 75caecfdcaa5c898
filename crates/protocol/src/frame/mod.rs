//! The messages of a WebSocket (protocol section 5).
//!
//! A text frame is read into messages ([`Frame::parse`]); each answer is written under the [`Address`] that its
//! message came with.

mod envelope;
mod incoming;
mod message;
mod outgoing;

pub use envelope::{MessageId, ResponseEnvelope};
pub use incoming::{Frame, MessageError};
pub use message::{ClientMessage, SocketCall, SocketMethod};
pub use outgoing::{PING, PONG, RECONNECT};
