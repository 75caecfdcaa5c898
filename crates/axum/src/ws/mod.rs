//! WebSocket transport: concurrent calls and subscriptions on one connection (`docs/protocol.md#websocket`).
//!
//! One task drives a socket. It applies backpressure in both directions: events are taken from subscriptions when the
//! socket accepts bytes, and frames are read when there is capacity for their responses.

mod upgrade;
mod params;
mod session;
mod messages;
mod calls;
mod subscriptions;
mod stream_set;
mod framed_socket;
mod wake_flag;
mod timers;

pub(crate) use upgrade::{handle, is_upgrade_request};
