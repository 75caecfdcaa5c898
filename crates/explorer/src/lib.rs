//! Explorer: a development page that documents each procedure of an API and calls it.
//!
//! This crate contains the files of the page and the JSON document that it loads. `isotype-axum` serves them if
//! `Routes::explorer` is set.

mod contract;
mod files;

pub use contract::contract_json;
pub use files::{FILES, File, INDEX};

/// Path segment of the page, below the path of the procedures.
pub const PATH_SEGMENT: &str = "_explorer";

/// `Content-Security-Policy` of the page.
///
/// The page only loads files from its own server and only calls that server. It runs no inline scripts and cannot be
/// framed.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
     img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";
