//! Every rule that a form can check: types that use them, and random inputs with the verdict of the server.
//!
//! `cases/` asks the generated schemas about the same inputs.

mod catalogue;
mod texts;
mod inputs;

pub use catalogue::api;
pub use inputs::random_input;
