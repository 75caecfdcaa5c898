//! Wide integers as strings on the wire, if [`Router::integers`](crate::Router::integers) requires it.
//!
//! serde reads and writes wide integers as numbers. This module rewrites the JSON between serde and the wire. The
//! contract supplies the locations of wide integers, because serde does not: it buffers the content of enums without
//! its type, and writes a `serde_json::Value` like a `u64`. All other JSON is copied byte by byte.

mod codec;
mod json_scanner;
mod rewrite;

pub(crate) use codec::IntegerCodec;

#[cfg(test)]
mod tests;
