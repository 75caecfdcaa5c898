//! A token as it comes: taken apart, held to what RFC 7515 and RFC 7519 say of its form, and judged.
//!
//! The modules stand in the order in which a token passes them.

mod error;
mod compact;
mod header;
pub(crate) mod unique;
mod claims;
mod rules;

pub(crate) use claims::Dated;
pub(crate) use compact::{Compact, LONGEST};
pub use error::TokenError;
pub(crate) use rules::Rules;
