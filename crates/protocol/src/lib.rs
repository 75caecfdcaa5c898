//! tRPC v11's wire protocol as pure, synchronous code: no I/O, no framework, no async.
//!
//! `docs/protocol.md` describes every message. Modules are listed in the order in which a request passes through them.

mod members;
mod json;
mod depth;
mod limits;
mod path;
mod request;
mod media_type;
mod batch_inputs;
mod code;
mod error_response;
mod idempotency_key;
mod response;
mod timeout;
mod sse_writer;
mod jsonl;
mod connection_params;
mod frame;

pub use batch_inputs::{BatchInputs, split_inputs};
pub use code::Code;
pub use connection_params::ConnectionParams;
pub use depth::is_within_depth;
pub use error_response::ErrorResponse;
pub use frame::{
    ClientMessage, Frame, MessageError, MessageId, PING, PONG, RECONNECT, ResponseEnvelope, SocketCall, SocketMethod,
};
pub use idempotency_key::{parse_idempotency_key, parse_idempotency_key_header};
pub use jsonl::{APPLICATION_JSONL, AsyncIterable, JSONL_KEEP_ALIVE, JsonlWriter, Promise};
pub use limits::Limits;
pub use media_type::MediaType;
pub use path::{decode_path, procedure_names};
pub use request::{CallMethod, QueryParams};
pub use response::{APPLICATION_JSON, VARY, batch_status, close_result, open_result};
pub use sse_writer::{SseWriter, TEXT_EVENT_STREAM as EVENT_STREAM};
pub use timeout::parse_timeout_ms;
