//! Contract of an Isotype API as data: procedures, types, errors, guards, policies and documentation.
//!
//! The runtime builds a [`Contract`] while procedures are registered. Code generators and the compatibility check have
//! no other input.

mod procedure_kind;
mod source_location;
mod input_encoding;
mod error_type;
mod guard;
mod policy;
mod http_method;
mod rest_route;
mod procedure;
mod contract_error;
mod rule;
mod ecmascript;
mod shape;
mod definition;
mod integer_encoding;
mod contract;
mod normalize;
mod json_kinds;
mod integers;
mod audit;
mod rest;
mod document;

pub use audit::{Audit, ProcedureAudit, UnprotectedProcedures};
pub use contract::Contract;
pub use contract_error::ContractError;
pub use definition::Definition;
pub use document::ContractReadError;
pub use ecmascript::to_ecmascript_regex;
pub use error_type::{ErrorType, ErrorVariant};
pub use guard::{GuardInfo, SecurityScheme};
pub use http_method::HttpMethod;
pub use input_encoding::InputEncoding;
pub use integer_encoding::IntegerEncoding;
pub use integers::{IntegerLocations, IntegerNode, ObjectMembers, ProcedureIntegers};
pub use json_kinds::JsonKinds;
pub use policy::{Policy, RateLimitKey};
pub use procedure::Procedure;
pub use procedure_kind::ProcedureKind;
pub use rest::{Parameter, ParameterStyle, PrimitiveType, RequestBody, RestOperation};
pub use rest_route::{ParseRestRouteError, RestRoute};
pub use rule::{Check, FieldRules, LengthUnit, Rule};
pub use shape::{Field, Object, Scalar, Shape, Tagging, Union, Variant};
pub use source_location::SourceLocation;
