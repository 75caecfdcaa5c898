//! WebSocket transport: concurrent calls and subscriptions on one connection (`docs/protocol.md#websocket`).
//!
//! Each socket is driven by one task, which applies backpressure in both directions: it polls subscriptions only when
//! the socket accepts bytes, and reads frames only when there is capacity for their responses.

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
