//! REST operations of procedures: their routes and the location of their inputs.

mod parameter;
mod operation;
mod operations;

pub use operation::{RequestBody, RestOperation};
pub use parameter::{Parameter, ParameterStyle, PrimitiveType};
