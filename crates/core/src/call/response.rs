//! Result of a call: as layers see it, and as its caller sees it.

use std::fmt;

use futures_core::{future::BoxFuture, stream::BoxStream};
use isotype_protocol::ErrorResponse;

use super::{Event, Events};
use crate::CallError;

/// What a call came to, as layers see it.
pub enum CallOutput {
    /// The call's buffer, with the output's JSON in it.
    Value(Vec<u8>),
    /// The same, of an object whose members of these keys come later.
    WithDeferred(Vec<u8>, Vec<(String, DeferredJson)>),
    /// The events of a subscription, or the items of a query that streams.
    Events(BoxStream<'static, Result<Event, CallError>>),
}

/// What a call came to, or why it failed, as layers see it.
pub type CallResult = Result<CallOutput, CallError>;

/// The JSON of what comes later.
pub(crate) type DeferredJson = BoxFuture<'static, Result<Vec<u8>, CallError>>;

/// The end of a call, as a transport gets it.
pub type ResponseResult = Result<CallResponse, ErrorResponse>;

/// What a procedure answered.
#[derive(Debug)]
pub enum CallResponse {
    /// The buffer of the call, with the output's JSON behind what already stood in it.
    Value(Vec<u8>),
    /// The same, of an object some of whose members come later.
    WithDeferred(Vec<u8>, Vec<DeferredField>),
    /// A subscription, or a query that streams.
    Events(Events),
}

/// A member of an output that comes later: in the JSON, `0` stands in its place.
pub struct DeferredField {
    /// Its key.
    pub key: String,
    /// Its JSON.
    pub value: BoxFuture<'static, Result<Vec<u8>, ErrorResponse>>,
}

impl fmt::Debug for DeferredField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.key)
    }
}
