//! Integers of 64 and 128 bits, of which a JavaScript number cannot hold all: what the application says becomes of them, and where in
//! the JSON of a call they stand.

mod policy;
mod resolved;
mod place;
mod places;
mod holders;
mod finder;
mod fit;
mod merged;

pub use place::{IntegerNode, ObjectMembers};
pub use places::{IntegerLocations, ProcedureIntegers};
pub use policy::IntegerEncoding;
