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

pub use audit::{Audit, ProcedureAudit, UnprotectedProcedures};
pub use contract::Contract;
pub use definition::Definition;
pub use document::ContractReadError;
pub use encoding::InputEncoding;
pub use error_type::{ErrorType, ErrorVariant};
pub use integers::{IntegerEncoding, IntegerLocations, IntegerNode, ObjectMembers, ProcedureIntegers};
pub use json_kinds::JsonKinds;
pub use kind::ProcedureKind;
pub use pattern::to_ecmascript_regex;
pub use policy::{Policy, RateLimitKey};
pub use procedure::Procedure;
pub use proof::{GuardInfo, SecurityScheme};
pub use refused::ContractError;
pub use rest::{
    HttpMethod, Parameter, ParameterStyle, ParseRestRouteError, PrimitiveType, RequestBody, RestOperation, RestRoute,
};
pub use rule::{Check, FieldRules, LengthUnit, Rule};
pub use shape::{Field, Object, Scalar, Shape, Tagging, Union, Variant};
pub use source::SourceLocation;
