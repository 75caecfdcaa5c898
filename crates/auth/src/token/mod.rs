//! A token as it comes: taken apart, held to what RFC 7515 and RFC 7519 say of its form, and judged.
//!
//! The modules stand in the order in which a token passes them.

mod error;
mod compact;
mod header;
pub(crate) mod unique_members;
mod claims;
mod validation;

pub(crate) use claims::IssuedClaims;
pub(crate) use compact::{CompactJws, MAX_LEN};
pub use error::TokenError;
pub(crate) use validation::Validation;
