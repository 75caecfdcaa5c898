//! TypeScript bindings generator, which creates one npm package per API.
//!
//! A [`Package`] contains type declarations for `@isotype/client` and `@trpc/client`, the JavaScript that they need at
//! run time, a source map from the declarations to the Rust code, and `contract.json`. zod schemas and an OpenAPI
//! document are optional. [`cli::main`] is the `main` function of an application's bindings binary.
//!
//! Applications use this crate as `isotype::bindings`.

mod error;
mod namespace;
mod reserved_names;
mod optional_input;
mod jsdoc;
mod markers;
mod scalar;
mod type_expression;
mod signature;
mod types;
mod codec;
mod source_locations;
mod index_dts;
mod source_map;
mod runtime;
mod trpc;
mod zod;
mod package;
mod write;
mod check;
mod watch;
mod openapi;
mod compatibility;
mod audit;
mod stdout;
mod arguments;
pub mod cli;

pub use error::Error;
pub use package::Package;
