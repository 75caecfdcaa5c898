//! Calls and their results, passed from the transport through the layers to the handler and back.

mod ctx;
mod event;
mod failure;
mod request;
mod response;

use std::sync::Arc;

use futures_core::future::BoxFuture;
use isotype_contract::ProcedureKind;
use isotype_protocol::CallMethod;

pub use ctx::Ctx;
pub use event::{Event, Events};
pub use request::Request;
pub(crate) use response::DeferredJson;
pub use response::{CallOutput, CallResponse, CallResult, DeferredField, ResponseResult};

use crate::RawInput;

/// Procedure call: its context, its input and its output buffer.
///
/// A transport creates it with [`ResolvedProcedure::call`](crate::ResolvedProcedure::call) and runs it with
/// [`ResolvedProcedure::run`](crate::ResolvedProcedure::run). Layers receive it in [`Layer::call`](crate::Layer::call).
#[derive(Debug)]
pub struct Call<S> {
    /// Context of the call.
    pub ctx: Ctx<S>,
    /// Input, as received by the transport.
    pub input: RawInput,
    pub(crate) method: CallMethod,
    pub(crate) kind: ProcedureKind,
    pub(crate) is_streaming: bool,
    pub(crate) buffer: Vec<u8>,
}

impl<S> Call<S> {
    /// Sets the input. Default: no input.
    #[must_use]
    pub fn with_input(mut self, input: RawInput) -> Call<S> {
        self.input = input;
        self
    }

    /// Sets the idempotency key that the client sent. Default: none.
    #[must_use]
    pub fn with_idempotency_key(mut self, key: Option<Box<str>>) -> Call<S> {
        self.ctx.set_idempotency_key(key);
        self
    }

    /// Sets the buffer to which the output's JSON is appended. Default: an empty buffer.
    #[must_use]
    pub fn with_buffer(mut self, buffer: Vec<u8>) -> Call<S> {
        self.buffer = buffer;
        self
    }

    /// Returns the method with which the call was made.
    pub fn method(&self) -> CallMethod {
        self.method
    }

    /// Returns the kind of the procedure.
    pub fn kind(&self) -> ProcedureKind {
        self.kind
    }

    /// Returns the length of the envelope prefix that is already in the output buffer, in bytes.
    pub fn envelope_len(&self) -> usize {
        self.buffer.len()
    }

    /// Responds with `json` instead of running the procedure.
    ///
    /// # Errors
    ///
    /// Never returns an error. The return type is that of [`Layer::call`](crate::Layer::call).
    pub fn respond(mut self, json: &[u8]) -> CallResult {
        self.buffer.extend_from_slice(json);
        Ok(CallOutput::Value(self.buffer))
    }
}

/// Type-erased handler: runs the guard, decodes the input, calls the function and appends the output to the buffer.
pub(crate) type ErasedHandler<S> = Arc<dyn Fn(Call<S>) -> BoxFuture<'static, CallResult> + Send + Sync>;
