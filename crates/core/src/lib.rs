//! Procedures, the router they hang in, and the one funnel that every call goes through. No HTTP server, no runtime.
//!
//! The modules stand in the order in which a call passes them.

mod request;
mod call;
mod ctx;
mod router;
mod resolve;
mod names;
mod mount;
mod stage;
mod integers;
mod layer;
mod layers;
mod from_call;
mod public;
mod raw_input;
mod raw_body;
mod input;
mod fault;
mod form;
mod sensitive;
mod constraints;
mod valid;
mod procedure;
mod handler;
mod define;
mod dynamic;
mod output;
mod exact;
mod digits;
mod later;
mod shared;
mod slow_readers;
mod stream;
mod streaming;
mod held;
mod error;
#[doc(hidden)]
pub mod check;

pub use call::Call;
pub use constraints::{Constraints, FieldPath};
pub use ctx::Ctx;
pub use define::{Backpressure, ProcedureOptions, mutation, query, subscription};
pub use dynamic::{RawJson, raw, raw_subscription};
pub use error::{
    BodyError, CallError, Conflict, EitherError, Forbidden, InternalError, Invalid, Issue, IssueParam, NotFound,
    ProcedureError, TooManyRequests, Unauthorized,
};
pub use exact::Lossless;
pub use form::{FilePart, Form};
pub use from_call::FromCall;
pub use handler::{Handler, StreamHandler};
pub use input::Input;
pub use isotype_contract::{
    Audit, GuardInfo, InputEncoding, IntegerEncoding, Policy, ProcedureAudit, ProcedureKind, RateLimitKey,
    SecurityScheme, SourceLocation, UnprotectedProcedures,
};
pub use isotype_lowering::{ErrorDescription, Registry, Type};
pub use isotype_protocol::{CallMethod, Code, ConnectionParams, ErrorResponse};
pub use later::Deferred;
pub use layer::{Layer, Next};
pub use output::{CallResponse, DeferredField, Fallible, Output, Plain, ResponseResult};
pub use procedure::{CallOutput, CallResult, Procedure, ProcedureInfo};
pub use public::Public;
pub use raw_body::RawBody;
pub use raw_input::RawInput;
pub use request::Request;
pub use resolve::ResolvedProcedure;
pub use router::Router;
pub use sensitive::Sensitive;
pub use shared::PreSerialized;
pub use slow_readers::{BackpressureCounts, BackpressureMetrics, Counters as SlowReaderRecorder};
pub use stage::Stage;
pub use stream::{Event, Events, StreamItem, Tracked, TrackedFallible, TrackedPlain};
pub use streaming::{Streaming, StreamingMarker};
pub use valid::Valid;

#[doc(hidden)]
pub mod __private {
    //! For the code that `isotype-macros` writes; not for people.
    pub use crate::check;
    pub use crate::constraints::{NormalizeText, rules};
    pub use crate::{CallError, Code, Constraints, FieldPath, ProcedureError, ProcedureInfo};
    pub use inventory;
    pub use isotype_contract::{Check, ErrorVariant, FieldRules, LengthUnit};
    pub use isotype_lowering::{ErrorDescription, Registry, Type, specta};
    pub use serde;
}
