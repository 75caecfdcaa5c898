//! Procedures, the router they hang in, and the one funnel that every call goes through. No HTTP server, no runtime.
//!
//! The modules stand in the order in which a call passes them.

mod request;
mod ctx;
mod router;
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

pub use constraints::{Constraints, Place};
pub use ctx::Ctx;
pub use define::{Options, SlowReader, mutation, query, subscription};
pub use dynamic::{RawJson, raw, raw_subscription};
pub use error::{
    BodyError, CallError, Conflict, Either, Forbidden, Internal, Invalid, Issue, NotFound, Param, ProcedureError,
    TooManyRequests, Unauthorized,
};
pub use exact::Exact;
pub use form::{FilePart, Form};
pub use from_call::FromCall;
pub use handler::{Handler, StreamHandler};
pub use input::Input;
pub use isotype_contract::{
    Audit, Audited, Counted, Encoding, Integers, Kind, Policy, Proof, Scheme, Source, Unstated,
};
pub use isotype_lowering::{DescribedError, Registry, Type};
pub use isotype_protocol::{Code, ConnectionParams, Failure, Verb};
pub use later::Later;
pub use layer::{Invocation, Layer, Next};
pub use output::{Answer, Fallible, Member, Outcome, Plain, Reply};
pub use procedure::{Outcome as LayerOutcome, Output as LayerOutput, Procedure, ProcedureInfo};
pub use public::Public;
pub use raw_body::RawBody;
pub use raw_input::RawInput;
pub use request::Request;
pub use router::{Call, Router};
pub use sensitive::Sensitive;
pub use shared::Shared;
pub use slow_readers::{Counts as SlowReaderRecorder, SlowReaderCounts, SlowReaders};
pub use stage::Stage;
pub use stream::{Event, Events, Item, Tracked, TrackedFallible, TrackedPlain};
pub use streaming::{Streaming, Streams};
pub use valid::Valid;

#[doc(hidden)]
pub mod __private {
    //! For the code that `isotype-macros` writes; not for people.
    pub use crate::check;
    pub use crate::constraints::{Text, rules};
    pub use crate::{CallError, Code, Constraints, Place, ProcedureError, ProcedureInfo};
    pub use inventory;
    pub use isotype_contract::{Check, ErrorVariant, FieldRules, Unit};
    pub use isotype_lowering::{DescribedError, Registry, Type, specta};
    pub use serde;
}
