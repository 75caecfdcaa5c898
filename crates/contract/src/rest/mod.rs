//! The API in the manner of REST: methods and paths for procedures, and where the members of their inputs stand.

mod method;
mod template;
mod parameter;
mod route;
mod routes;

pub use method::Method;
pub use parameter::{Parameter, Text, Written};
pub use route::{Body, Route};
pub use template::{Malformed, Rest};
