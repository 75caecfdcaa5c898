//! The wire of tRPC v11, pure and synchronous: no I/O, no framework, no async.
//!
//! The modules stand in the order in which a request passes them.

mod members;
mod json;
mod depth;
mod limits;
mod path;
mod request;
mod media;
mod batch;
mod code;
mod failure;
mod idempotency;
mod reply;
mod patience;
mod event;
mod jsonl;
mod connection;
mod frame;

pub use batch::{BatchInputs, split_inputs};
pub use code::Code;
pub use connection::ConnectionParams;
pub use depth::within_depth;
pub use event::{EventStream, REPLY_CONTENT_TYPE as EVENT_STREAM};
pub use failure::Failure;
pub use frame::{Address, Frame, Id, Message, Method, PING, PONG, RECONNECT, Refused, SocketCall};
pub use idempotency::{idempotency_key, idempotency_keys};
pub use jsonl::{Iterable, JSONL, JSONL_PING, Lines, Promise};
pub use limits::Limits;
pub use media::Media;
pub use path::{decode_path, names};
pub use patience::patience;
pub use reply::{JSON, VARY, batch_status, close_value, open_value};
pub use request::{Query, Verb};
