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
pub use depth::is_within_depth;
pub use event::{SseWriter, TEXT_EVENT_STREAM as EVENT_STREAM};
pub use failure::ErrorResponse;
pub use frame::{
    ClientMessage, Frame, MessageError, MessageId, PING, PONG, RECONNECT, ResponseEnvelope, SocketCall, SocketMethod,
};
pub use idempotency::{parse_idempotency_key, parse_idempotency_key_header};
pub use jsonl::{APPLICATION_JSONL, AsyncIterable, JSONL_KEEP_ALIVE, JsonlWriter, Promise};
pub use limits::Limits;
pub use media::MediaType;
pub use path::{decode_path, procedure_names};
pub use patience::parse_timeout_ms;
pub use reply::{APPLICATION_JSON, VARY, batch_status, close_result, open_result};
pub use request::{CallMethod, QueryParams};
