//! Results of calls, as seen by layers and by transports.

use std::fmt;

use futures_core::{future::BoxFuture, stream::BoxStream};
use isotype_protocol::ErrorResponse;

use super::{Event, Events};
use crate::CallError;

/// Output of a call, as seen by layers.
pub enum CallOutput {
    /// The call's buffer, with the output's JSON appended.
    Value(Vec<u8>),
    /// The call's buffer, with the JSON of an object appended, and the object's deferred fields.
    WithDeferred(Vec<u8>, Vec<(String, DeferredJson)>),
    /// Events of a subscription, or items of a streaming query.
    Events(BoxStream<'static, Result<Event, CallError>>),
}

/// Result of a call, as seen by layers.
pub type CallResult = Result<CallOutput, CallError>;

/// Future that resolves to the JSON of a deferred field.
pub(crate) type DeferredJson = BoxFuture<'static, Result<Vec<u8>, CallError>>;

/// Result of a call, as seen by transports.
pub type ResponseResult = Result<CallResponse, ErrorResponse>;

/// Response to a call, as seen by transports.
#[derive(Debug)]
pub enum CallResponse {
    /// The call's buffer, with the output's JSON appended.
    Value(Vec<u8>),
    /// The call's buffer, with the JSON of an object appended, and the object's deferred fields.
    WithDeferred(Vec<u8>, Vec<DeferredField>),
    /// Events of a subscription, or items of a streaming query.
    Events(Events),
}

/// Output field that is resolved later. The object's JSON contains a zero as its placeholder.
#[non_exhaustive]
pub struct DeferredField {
    /// Key of the field.
    pub key: String,
    /// Future that resolves to the field's JSON.
    pub value: BoxFuture<'static, Result<Vec<u8>, ErrorResponse>>,
}

impl fmt::Debug for DeferredField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}
