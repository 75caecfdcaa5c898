//! The messages of a WebSocket (protocol section 5).
//!
//! A text frame is read into messages ([`Frame::parse`]); each answer is written under the [`Address`] that its
//! message came with.

mod address;
mod incoming;
mod message;
mod outgoing;

pub use address::{Address, Id};
pub use incoming::{Frame, Refused};
pub use message::{Message, Method, SocketCall};
pub use outgoing::{PING, PONG, RECONNECT};
