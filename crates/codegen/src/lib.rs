//! From the contract to one npm package: types for our client and for tRPC's, a small manifest for the run time, and a
//! map that leads editors from a call in TypeScript to the Rust function.
//!
//! The modules stand in the order in which a contract passes them.

mod error;
mod namespace;
mod reserved_names;
mod optional_input;
mod jsdoc;
mod markers;
mod scalar;
mod type_expression;
mod types;
mod codec;
mod source_locations;
mod declarations;
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
