//! REST operations of procedures: their routes, and where their inputs are sent.

mod parameter;
mod operation;
mod operations;

pub use operation::{RequestBody, RestOperation};
pub use parameter::{Parameter, ParameterStyle, PrimitiveType};
