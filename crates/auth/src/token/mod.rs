//! Parsing and validation of JWTs (RFC 7515, RFC 7519).
//!
//! The modules are listed in the order in which a token passes through them.

mod error;
mod compact;
mod header;
mod claims;
mod validation;

pub(crate) use claims::IssuedClaims;
pub(crate) use compact::{CompactJws, MAX_LEN};
pub use error::TokenError;
pub(crate) use validation::Validation;
