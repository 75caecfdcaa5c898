//! Lowering of Rust types to the contract: converts specta's type descriptions into
//! [`Shape`](isotype_contract::Shape)s.
//!
//! specta's types stay private to this crate.

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
mod flatten;
mod passes;
mod lossy;

pub use registry::Registry;
#[doc(hidden)]
pub use specta;
pub use type_description::{ErrorDescription, ProcedureDescription, TypeDescription};
#[doc(hidden)]
pub use type_trait::FieldType;
pub use type_trait::Type;
