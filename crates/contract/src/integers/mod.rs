//! Integers of 64 and 128 bits, of which a JavaScript number cannot hold all: what the application says becomes of them, and where in
//! the JSON of a call they stand.

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
