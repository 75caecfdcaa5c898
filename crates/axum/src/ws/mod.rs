//! Sockets (protocol section 5), at the same address as HTTP: any number of calls and subscriptions on one connection.
//!
//! All of a socket happens in one task. What it has to say is never written ahead of its client: an event is taken from
//! a subscription when the socket takes bytes, and frames are read when their answers find room.
//!
//! The modules stand in the order in which a connection passes them.

mod timeouts;
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

pub(crate) use timeouts::WebSocketTimeouts;
pub(crate) use upgrade::{handle, is_upgrade_request};
