//! Calls an API in the same process, through the same funnel as every transport: for tests that need no socket.

mod client;
mod form;
mod refusal;

pub use client::Client;
pub use form::FormData;
pub use refusal::ClientError;
