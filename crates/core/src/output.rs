//! From what a procedure returns to the reply.

use std::{convert::Infallible, fmt};

use futures_core::future::BoxFuture;
use isotype_lowering::{ErrorDescription, Registry, Type};
use isotype_protocol::ErrorResponse;
use serde::Serialize;

use crate::{
    Events, ProcedureError,
    digits::IntegerCodec,
    later::{SerializedOutput, serialize_output},
    procedure::{self, CallOutput, OutputShape},
};

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

/// What a query or a mutation can return: a value, a [`Streaming`](crate::Streaming), or a `Result` of one. `M` tells
/// which, and is inferred.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be returned by a procedure",
    label = "not an `Outcome`",
    note = "return `T` or `Result<T, E>`, where `T` derives `serde::Serialize` and `isotype::Type`, and `E` derives `isotype::ProcedureError`"
)]
pub trait Output<M>: Send {
    /// Whether it can be a stream.
    #[doc(hidden)]
    const IS_STREAMING: bool = false;

    /// Writes it behind what stands in `buffer`.
    #[doc(hidden)]
    fn into_call_result(self, buffer: Vec<u8>, digits: &IntegerCodec) -> procedure::CallResult;

    /// Adds what it is, and what it refuses with, to the contract.
    #[doc(hidden)]
    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape;
}

/// Marks an [`Outcome`] that cannot fail.
#[derive(Debug)]
pub struct Plain;

/// Marks an [`Outcome`] that can fail.
#[derive(Debug)]
pub struct Fallible<M = Plain>(std::marker::PhantomData<M>);

impl<T: Serialize + Type + Send> Output<Plain> for T {
    fn into_call_result(self, buffer: Vec<u8>, digits: &IntegerCodec) -> procedure::CallResult {
        serialize_output(&self, buffer, digits).map(|written| match written {
            SerializedOutput { json, deferred: members } if members.is_empty() => CallOutput::Value(json),
            SerializedOutput { json, deferred: members } => CallOutput::WithDeferred(json, members),
        })
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        Infallible::describe(registry, errors);
        OutputShape { shape: registry.describe::<T>(), is_streaming: false }
    }
}

impl<M, T: Output<M>, E: ProcedureError> Output<Fallible<M>> for Result<T, E> {
    const IS_STREAMING: bool = T::IS_STREAMING;

    fn into_call_result(self, buffer: Vec<u8>, digits: &IntegerCodec) -> procedure::CallResult {
        self.map_err(ProcedureError::into_call_error)?.into_call_result(buffer, digits)
    }

    fn describe(registry: &mut Registry, errors: &mut Vec<ErrorDescription>) -> OutputShape {
        E::describe(registry, errors);
        T::describe(registry, errors)
    }
}
