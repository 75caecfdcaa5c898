//! From the contract to one npm package: types for our client and for tRPC's, a small manifest for the run time, and a
//! map that leads editors from a call in TypeScript to the Rust function.
//!
//! The modules stand in the order in which a contract passes them.

mod error;
mod tree;
mod names;
mod absent;
mod docs;
mod marks;
mod scalar;
mod text;
mod types;
mod codec;
mod places;
mod client;
mod map;
mod manifest;
mod trpc;
mod zod;
mod package;
mod write;
mod check;
mod watch;
mod openapi;
mod review;
mod audit;
mod say;
mod arguments;
pub mod cli;

pub use error::Error;
pub use package::Package;
