//! The contract: what an API offers, as data. The runtime writes it while procedures describe themselves; everything
//! that is generated reads it and nothing else.
//!
//! specta stays behind this crate: only its derive and trait, [`Type`], are seen by users.

mod kind;
mod source;
mod encoding;
mod described;
mod error_type;
mod proof;
mod policy;
mod procedure;
mod registry;
pub mod wire;
mod lower;
mod refused;
mod rule;
mod pattern;
mod shape;
mod definition;
mod integers;
mod contract;
mod audit;
mod rest;
mod document;
mod diff;

pub use audit::{Audit, Audited, Unstated};
pub use contract::Contract;
pub use definition::Definition;
pub use described::Described;
pub use diff::{Finding, Step, Verdict};
pub use document::Unreadable;
pub use encoding::Encoding;
pub use error_type::{ErrorType, ErrorVariant};
pub use integers::{Integers, Members, Place, Places, Spot};
pub use kind::Kind;
pub use pattern::ecmascript;
pub use policy::{Counted, Policy};
pub use procedure::Procedure;
pub use proof::{Proof, Scheme};
pub use refused::Refused;
pub use registry::Registry;
pub use rest::{Body, Malformed, Method, Parameter, Rest, Route, Text, Written};
pub use rule::{Check, FieldRules, Rule, Unit};
pub use shape::{Field, Object, Scalar, Shape, Told, Union, Variant};
pub use source::Source;
#[doc(hidden)]
pub use specta;
pub use specta::Type;
