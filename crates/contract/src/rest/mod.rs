//! The API in the manner of REST: methods and paths for procedures, and where the members of their inputs stand.

mod http_method;
mod rest_route;
mod parameter;
mod operation;
mod operations;

pub use http_method::HttpMethod;
pub use operation::{RequestBody, RestOperation};
pub use parameter::{Parameter, ParameterStyle, PrimitiveType};
pub use rest_route::{ParseRestRouteError, RestRoute};
