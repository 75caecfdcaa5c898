//! From the contract to an OpenAPI 3.1 document of its projection to REST.
//!
//! The modules stand from the whole document to its smallest parts.

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
