//! Procedures, guards, layers and the router of Isotype. Independent of any HTTP server or async runtime.

mod lossless;
mod error;
mod integers;
mod input;
mod form;
mod validate;
mod call;
mod output;
mod stream;
mod guard;
mod layer;
mod procedure;
mod router;

pub use call::{
    Call, CallOutput, CallResponse, CallResult, Ctx, DeferredField, Event, Events, Request, ResponseResult,
};
pub use error::{
    BodyError, CallError, Conflict, EitherError, Forbidden, InternalError, NotFound, ProcedureError, TooManyRequests,
    Unauthorized,
};
pub use form::{FilePart, Form};
pub use guard::{FromCall, Public};
pub use input::{Input, RawBody, RawInput, Sensitive};
pub use isotype_contract::{
    Audit, GuardInfo, InputEncoding, IntegerEncoding, Policy, ProcedureAudit, ProcedureKind, RateLimitKey,
    SecurityScheme, SourceLocation, UnprotectedProcedures,
};
pub use isotype_lowering::{ErrorDescription, Registry, Type};
pub use isotype_protocol::{CallMethod, Code, ConnectionParams, ErrorResponse};
pub use layer::{Layer, Next, Stage};
pub use lossless::Lossless;
pub use output::{Deferred, Fallible, Output, Plain, PreSerialized};
pub use procedure::{
    Backpressure, Handler, Procedure, ProcedureInfo, ProcedureOptions, RawJson, StreamHandler, mutation, query, raw,
    raw_subscription, subscription,
};
pub use router::{ResolvedProcedure, Router};
pub use stream::{
    BackpressureCounts, BackpressureMetrics, BackpressureRecorder, StreamItem, Streaming, StreamingMarker, Tracked,
    TrackedFallible, TrackedPlain,
};
pub use validate::{Constraints, FieldPath, Invalid, Issue, IssueParam, Valid};

#[doc(hidden)]
pub mod __private {
    //! Items for the code that `isotype-macros` generates. Not part of the public API.
    pub use crate::procedure::assertions;
    pub use crate::validate::{NormalizeText, rules};
    pub use crate::{CallError, Code, Constraints, FieldPath, ProcedureError, ProcedureInfo};
    pub use inventory;
    pub use isotype_contract::{Check, ErrorVariant, FieldRules, LengthUnit};
    pub use isotype_lowering::{ErrorDescription, Registry, Type, specta};
    pub use serde;
}
