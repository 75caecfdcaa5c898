//! The API in the manner of REST: methods and paths for procedures, and where the members of their inputs stand.

mod method;
mod template;
mod parameter;
mod route;
mod routes;

pub use method::HttpMethod;
pub use parameter::{Parameter, ParameterStyle, PrimitiveType};
pub use route::{RequestBody, RestOperation};
pub use template::{ParseRestRouteError, RestRoute};
