//! OpenAPI 3.1 documents for the REST routes of an API.
//!
//! [`document()`] describes the routes that the REST adapter serves; see `docs/protocol.md#rest-adapter`.

mod json;
mod info;
mod document;
mod operation;
mod parameters;
mod success;
mod problems;
mod security;
mod components;
mod names;
mod schema;
mod unions;
mod scalar;
mod rules;
mod description;

pub use document::{Document, document};
pub use info::Info;
