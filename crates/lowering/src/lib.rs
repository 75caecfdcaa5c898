//! Lowering of Rust types to the contract: specta describes a type, this crate turns the description into shapes.
//!
//! specta's types stay private to this crate; only its trait and derive, [`Type`], are public.

mod described;
mod registry;
pub mod with;
mod lower;
mod walk;
mod origin;
mod leaf;
mod phase;
mod reach;
mod names;
mod shapes;
mod unions;
mod keys;
mod buffered;
mod whole;
mod lossy;

pub use described::{ErrorDescription, ProcedureDescription, TypeDescription};
pub use registry::Registry;
#[doc(hidden)]
pub use specta;
pub use specta::Type;
