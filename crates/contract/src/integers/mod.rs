//! Encoding of 64- and 128-bit integers, and their locations in inputs and outputs.

mod encoding;
mod resolve;
mod node;
mod locations;
mod wide_types;
mod locator;
mod untagged;
mod merge;

pub use encoding::IntegerEncoding;
pub use locations::{IntegerLocations, ProcedureIntegers};
pub use node::{IntegerNode, ObjectMembers};
