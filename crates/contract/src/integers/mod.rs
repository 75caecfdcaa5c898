//! Locations of 64- and 128-bit integers in inputs and outputs, and their encoding in shapes.

mod resolve;
mod node;
mod locations;
mod wide_types;
mod locator;
mod untagged;
mod merge;

pub use locations::{IntegerLocations, ProcedureIntegers};
pub use node::{IntegerNode, ObjectMembers};
