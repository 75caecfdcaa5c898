//! In-process client for testing an API without a socket. Its calls go through the same pipeline as calls over any
//! transport.

mod client;
mod form_data;
mod client_error;

pub use client::Client;
pub use client_error::ClientError;
pub use form_data::FormData;
