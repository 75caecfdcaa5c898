//! Client that calls an API in the same process, for tests without a socket. Its calls take the same pipeline as those of every transport.

mod client;
mod form_data;
mod client_error;

pub use client::Client;
pub use client_error::ClientError;
pub use form_data::FormData;
