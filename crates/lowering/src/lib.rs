//! Lowering of Rust types to the contract: specta describes a type, this crate turns the description into shapes.
//!
//! specta's types stay private to this crate; only its trait and derive, [`Type`], are public.

mod type_description;
mod type_trait;
mod registry;
pub mod with;
mod lower;
mod walk;
mod origin;
mod known_type;
mod phase;
mod used_types;
mod names;
mod shapes;
mod unions;
mod map_key;
mod buffered;
mod passes;
mod lossy;

pub use registry::Registry;
#[doc(hidden)]
pub use specta;
pub use type_description::{ErrorDescription, ProcedureDescription, TypeDescription};
pub use type_trait::Type;
#[doc(hidden)]
pub use type_trait::{FieldType, TypeCollection};
