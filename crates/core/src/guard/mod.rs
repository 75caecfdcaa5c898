//! Guards: extractors that authenticate or authorize a call.

mod from_call;
mod public;
mod revalidate;

pub use from_call::FromCall;
pub(crate) use from_call::{Authorize, authorize, short_type_name};
pub use public::Public;
pub(crate) use revalidate::{revalidate_stream, revalidation};
