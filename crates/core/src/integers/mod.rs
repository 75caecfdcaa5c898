//! Wide integers as strings of digits, where the application says so by [`Router::integers`](crate::Router::integers).
//!
//! serde reads and writes them as numbers; what goes between it and the wire is the JSON. Where in a call's JSON they stand, the
//! contract tells, as it tells the client: serde itself cannot, since it keeps what an enum may be back without its type, and
//! writes a `serde_json::Value` as it writes a `u64`. Whatever is not such an integer is passed on byte by byte.

mod codec;
mod json_scanner;
mod rewrite;

pub(crate) use codec::IntegerCodec;

#[cfg(test)]
mod tests;
