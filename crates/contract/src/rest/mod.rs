//! REST adapter: methods and paths of procedures, and the location of their inputs.

mod http_method;
mod rest_route;
mod parameter;
mod operation;
mod operations;

pub use http_method::HttpMethod;
pub use operation::{RequestBody, RestOperation};
pub use parameter::{Parameter, ParameterStyle, PrimitiveType};
pub use rest_route::{ParseRestRouteError, RestRoute};
