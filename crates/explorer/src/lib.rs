//! The explorer: a development page that documents every procedure and calls it.
//!
//! This crate holds the page's files and the JSON that it reads; a transport serves them.

mod contract;
mod files;

pub use contract::contract_json;
pub use files::{FILES, File, INDEX};

/// Path segment below the procedures at which the page is served.
pub const NAME: &str = "_explorer";

/// `Content-Security-Policy` of the page: only files of this server are loaded or called, no inline script runs, and no page may
/// frame it.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
