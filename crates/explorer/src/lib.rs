//! Explorer: a development page for browsing the documentation of an API's procedures and calling them.
//!
//! This crate contains the page's files and builds the JSON document that it loads. `isotype-axum` serves both if
//! `Routes::explorer` is enabled.

mod contract;
mod files;

pub use contract::contract_json;
pub use files::{FILES, File, INDEX};

/// Path segment at which the page is served, under the API's path.
pub const PATH_SEGMENT: &str = "_explorer";

/// `Content-Security-Policy` of the page.
///
/// It allows the page to load files from and send requests to its own server only, and forbids inline scripts and
/// framing.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
