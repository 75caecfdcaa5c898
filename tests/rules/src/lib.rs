//! API with every validation rule that the generated schemas support, and random inputs for it.
//!
//! The tests in `cases/` compare the server's result for each input with the result of the generated schema.

mod catalogue;
mod strings;
mod inputs;

pub use catalogue::api;
pub use inputs::random_input;
