//! The contract: an API as data. The runtime builds it while procedures are registered; every generator and the diff read it and
//! nothing else.

mod kind;
mod source;
mod encoding;
mod error_type;
mod proof;
mod policy;
mod procedure;
mod refused;
mod rule;
mod pattern;
mod shape;
mod definition;
mod integers;
mod contract;
mod normalize;
mod json_kinds;
mod audit;
mod rest;
mod document;

pub use audit::{Audit, Audited, Unstated};
pub use contract::Contract;
pub use definition::Definition;
pub use document::Unreadable;
pub use encoding::Encoding;
pub use error_type::{ErrorType, ErrorVariant};
pub use integers::{Integers, Members, Place, Places, Spot};
pub use json_kinds::JsonKinds;
pub use kind::Kind;
pub use pattern::ecmascript;
pub use policy::{Counted, Policy};
pub use procedure::Procedure;
pub use proof::{Proof, Scheme};
pub use refused::Refused;
pub use rest::{Body, Malformed, Method, Parameter, Rest, Route, Text, Written};
pub use rule::{Check, FieldRules, Rule, Unit};
pub use shape::{Field, Object, Scalar, Shape, Told, Union, Variant};
pub use source::Source;
