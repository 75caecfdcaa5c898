//! Encoding of wide integers as strings on the wire, if enabled with [`Router::integers`](crate::Router::integers).
//!
//! serde reads and writes wide integers as numbers. This module rewrites the JSON between serde and the wire. The
//! locations of wide integers come from the contract, because serde does not know them: it buffers the content of enums
//! without its type, and serializes numbers in a `serde_json::Value` just like a `u64`. All other JSON is copied byte
//! by byte.

mod codec;
mod json_scanner;
mod rewrite;

pub(crate) use codec::IntegerCodec;

#[cfg(test)]
mod tests;
