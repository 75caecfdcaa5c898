//! Results of calls, as layers and as callers receive them.

use std::fmt;

use futures_core::{future::BoxFuture, stream::BoxStream};
use isotype_protocol::ErrorResponse;

use super::{Event, Events};
use crate::CallError;

/// Output of a call, as layers receive it.
pub enum CallOutput {
    /// Buffer of the call, with the output's JSON appended.
    Value(Vec<u8>),
    /// Buffer of the call with an object, and the fields of the object that are resolved later.
    WithDeferred(Vec<u8>, Vec<(String, DeferredJson)>),
    /// Events of a subscription, or items of a streaming query.
    Events(BoxStream<'static, Result<Event, CallError>>),
}

/// Result of a call, as layers receive it.
pub type CallResult = Result<CallOutput, CallError>;

/// JSON of a deferred field.
pub(crate) type DeferredJson = BoxFuture<'static, Result<Vec<u8>, CallError>>;

/// Result of a call, as transports receive it.
pub type ResponseResult = Result<CallResponse, ErrorResponse>;

/// Response to a call, as transports receive it.
#[derive(Debug)]
pub enum CallResponse {
    /// Buffer of the call, with the output's JSON appended.
    Value(Vec<u8>),
    /// Buffer of the call with an object, and the fields of the object that are resolved later.
    WithDeferred(Vec<u8>, Vec<DeferredField>),
    /// Events of a subscription, or items of a streaming query.
    Events(Events),
}

/// Field of an output that is resolved later. The object's JSON contains a zero as its placeholder.
#[non_exhaustive]
pub struct DeferredField {
    /// Key of the field.
    pub key: String,
    /// JSON of the field.
    pub value: BoxFuture<'static, Result<Vec<u8>, ErrorResponse>>,
}

impl fmt::Debug for DeferredField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}
