//! The contract: what an API offers, as data. The runtime writes it while procedures describe themselves; everything
//! that is generated reads it and nothing else.
//!
//! specta stays behind this crate: only its derive and trait, [`Type`], are seen by users.

mod kind;
mod source;
mod shape;
mod encoding;
mod error_type;
mod procedure;
mod contract;
mod registry;
pub mod wire;

pub use contract::Contract;
pub use encoding::Encoding;
pub use error_type::{ErrorType, ErrorVariant};
pub use kind::Kind;
pub use procedure::Procedure;
pub use registry::Registry;
pub use shape::Shape;
pub use source::Source;
#[doc(hidden)]
pub use specta;
pub use specta::Type;
